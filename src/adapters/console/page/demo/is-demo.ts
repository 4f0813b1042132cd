/** Whether the page comes from a demonstration, which alone has a chat. */
export const isDemo = document.querySelector<HTMLMetaElement>('meta[name="demo"]')?.content === 'yes';
