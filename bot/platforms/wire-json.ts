// JSON as platforms write it: with numbers for ids that no JavaScript number can hold.

/** Beyond 2^53 a number loses its last digits. */
const LONG_INTEGERS = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Like JSON.parse, but whole numbers of sixteen digits or more come as texts. @throws SyntaxError */
export function parseWireJson(text: string): unknown {
  return JSON.parse(text.replace(LONG_INTEGERS, (found) => (found.startsWith('"') ? found : `"${found}"`)));
}
