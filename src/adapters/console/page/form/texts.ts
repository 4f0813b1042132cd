import words from '../../../../../templates/form.json' with { type: 'json' };

export const texts = words;
