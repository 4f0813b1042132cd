/** The colours. Marks keep apart for eyes that tell red from green badly, and all differ in shape besides (marks.ts). */
export const ink = {
  paper: '#ffffff',
  text: '#1f2933',
  soft: '#5b6770',
  line: '#d5dbe1',
  band: '#f2f5f8',
  warm: '#fdf1e9',
  blue: '#0b5cad',
  sky: '#2f8fce',
  orange: '#c2410c',
  amber: '#e0a100',
  plum: '#8e3b8e',
  grey: '#8a949e',
  white: '#ffffff',
} as const;
