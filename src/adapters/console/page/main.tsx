/** The console's page. */
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { texts } from './texts.js';

document.title = texts.product;

const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<App />);
