/**
 * User agent of the batch that ends an import. A recording from a file is over: whoever follows the store closes its session at
 * once instead of waiting until nothing came for half an hour. The batches before it carry none.
 */
export const IMPORT_AGENT = 'falter-import/1';

/** What such a session has as its browser. It counts as a bot: whoever visited did so elsewhere, and as a rule long before. */
export const IMPORT_BROWSER = 'Imported recording';
