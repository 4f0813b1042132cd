/** The columns of a roster in a workbook: which part of roster.yaml each of them is. */
export const rosterSheets = ['people', 'units', 'groups'] as const;
export type RosterSheet = (typeof rosterSheets)[number];

/** What a cell holds. `list`: several, `、` between them. */
export type ColumnContent = 'id' | 'text' | 'person' | 'unit' | 'kind' | 'people' | 'supervisors' | 'roles' | 'accounts' | 'date';

export interface RosterColumn {
  /** Of the heading's word. */
  column: string;
  /** Where it stands in an entry of the file: `away.until`. */
  key: string;
  content: ColumnContent;
  width: number;
}

const column = (name: string, key: string, content: ColumnContent, width: number): RosterColumn => ({ column: name, key, content, width });

/** The first is the id, by which an entry is known; the second its name. */
export const rosterColumns: Record<RosterSheet, readonly RosterColumn[]> = {
  people: [
    column('id', 'id', 'id', 14),
    column('name', 'name', 'text', 12),
    column('title', 'title', 'text', 14),
    column('roles', 'roles', 'roles', 16),
    column('accounts', 'accounts', 'accounts', 24),
    column('away-from', 'away.from', 'date', 14),
    column('away-until', 'away.until', 'date', 16),
    column('away-deputy', 'away.deputy', 'person', 12),
  ],
  units: [
    column('id', 'id', 'id', 14),
    column('unit-name', 'name', 'text', 16),
    column('kind', 'kind', 'kind', 12),
    column('parent', 'parent', 'unit', 16),
    column('principal', 'principal', 'person', 12),
    column('supervisor', 'supervisor', 'supervisors', 24),
    column('liaison', 'liaison', 'person', 12),
    column('members', 'members', 'people', 24),
  ],
  groups: [
    column('id', 'id', 'id', 14),
    column('group-name', 'name', 'text', 24),
    column('room', 'room', 'text', 28),
    column('topic', 'topic', 'text', 28),
  ],
};
