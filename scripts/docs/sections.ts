/** Parts of a document that are written by a program stand between these two comments. */
const SECTION = /<!-- generated: ([\w-]+) -->\n[\s\S]*?<!-- end of \1 -->/g;

/** Makes the text of a generated part. */
export type Sections = Readonly<Record<string, () => string>>;

/**
 * The document with every generated part written anew.
 *
 * @throws {Error} when the document names a part that nobody makes
 */
export function fillSections(document: string, sections: Sections): string {
  return document.replaceAll(SECTION, (_whole, name: string) => {
    const make = sections[name];
    if (make === undefined) throw new Error(`nobody makes the part "${name}"`);
    return `<!-- generated: ${name} -->\n\n${make()}\n\n<!-- end of ${name} -->`;
  });
}

/** Names of the generated parts of a document. */
export function sectionNames(document: string): string[] {
  return [...document.matchAll(SECTION)].map((match) => match[1]);
}
