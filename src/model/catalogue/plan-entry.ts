/** How the entries of the plan's catalogue are written down. */
import type { CatalogueEntry, Details } from './catalogue.ts';

/** Words with {name} where a detail stands; braces that name no detail ({figure}) stay as they are. */
function filled(words: string): (details: Details) => string {
  return (details) =>
    words.replace(/\{(\w+)\}/g, (all, key: string) => {
      const detail = details[key];
      return detail === undefined ? all : String(detail);
    });
}

export function error(message: string, hint: string): CatalogueEntry {
  return { severity: 'error', message: filled(message), hint: filled(hint) };
}

export function note(message: string, hint: string): CatalogueEntry {
  return { ...error(message, hint), severity: 'note' };
}

export function warning(message: string, hint: string): CatalogueEntry {
  return { ...error(message, hint), severity: 'warning' };
}
