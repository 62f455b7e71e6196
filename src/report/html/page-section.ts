import type { Html } from './safe-html.ts';

/** One part of the page, with its entry in the navigation. */
export interface PageSection {
  /** Target of links: letters and dashes. */
  readonly id: string;
  /** Heading, and the short form of it for the navigation. */
  readonly title: string;
  readonly short: string;
  /** One sentence under the heading: what the reader learns here. */
  readonly lead: string;
  readonly body: Html;
  /** Style sheet and script that this part needs beside those of the page. */
  readonly style?: string;
  readonly script?: string;
}
