/** Documents for Word, laid out by a template that the office can change there. */

export const documentTemplates = ['circular', 'report'] as const;
export type DocumentTemplate = (typeof documentTemplates)[number];

/** What a template may leave to be filled in, as `{{title}}`. `header`: in red above everything; `mark`: a draft's, and the number; `to`: whom it is for. */
export const placeholders = ['header', 'mark', 'title', 'to', 'body', 'issuer', 'date'] as const;
export type Placeholder = (typeof placeholders)[number];

export interface OfficeDocument {
  template: DocumentTemplate;
  /** Each line is a paragraph. What is empty leaves no paragraph behind. */
  values: Readonly<Record<Placeholder, string>>;
}

export interface DocumentWriter {
  /** Throws a PermanentError `office-template` when the template cannot be filled in, or `out-unwritable`. */
  write(path: string, document: OfficeDocument): Promise<void>;
  /** The same, held in memory. Throws a PermanentError `office-template`. */
  bytes(document: OfficeDocument): Promise<Uint8Array>;
}
