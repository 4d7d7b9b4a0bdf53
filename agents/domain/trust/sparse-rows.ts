// A table of small rows, most of them empty, as text: each row by how far it lies from the one before, then its bytes.

/** Gaps up to here are one byte; longer ones begin with as many bytes of this value as it fits in. */
const LONG_GAP = 255;

/** @param table rows of `width` signed bytes; @returns Base64 of the rows that are not all zero */
export function packedRows(table: Int8Array, width: number): string {
  const bytes: number[] = [];
  let last = -1;
  for (let row = 0; row * width < table.length; row += 1) {
    const values = table.subarray(row * width, (row + 1) * width);
    if (values.every((value) => value === 0)) continue;
    let gap = row - last - 1;
    for (; gap >= LONG_GAP; gap -= LONG_GAP) bytes.push(LONG_GAP);
    bytes.push(gap, ...values);
    last = row;
  }
  // By hand, like the other way: the domain knows no Node.
  return btoa(bytes.map((byte) => String.fromCharCode(byte & 0xff)).join(""));
}

/** @throws Error when it is not of a table of this size */
export function unpackedRows(packed: string, rows: number, width: number): Int8Array {
  const bytes = atob(packed);
  const table = new Int8Array(rows * width);
  let row = -1;
  let at = 0;
  while (at < bytes.length) {
    let gap: number;
    do {
      gap = bytes.charCodeAt(at);
      row += gap;
      at += 1;
    } while (gap === LONG_GAP && at < bytes.length);
    row += 1;
    if (row >= rows || at + width > bytes.length) throw new Error("the packed rows are not of a table of this size");
    for (let column = 0; column < width; column += 1) table[row * width + column] = bytes.charCodeAt(at + column);
    at += width;
  }
  return table;
}
