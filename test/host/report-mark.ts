/** Begins the lines of mocha's report in the extension host's console, where many others write too. */
export const REPORT_MARK = '| ';
