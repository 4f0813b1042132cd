/** Whether whoever is signed in has the page of files, and with it exports. */
import { createContext } from 'react';

export const MayFiles = createContext(false);
