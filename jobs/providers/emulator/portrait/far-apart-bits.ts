// 24 yes-or-no decisions such that any two of the 4096 possible sets differ in 8 of them at least: the extended binary
// Golay code. Drawn at random, two people in a hundred or two would differ in too little to be told apart.

/** The right half of the generator matrix, whose left half is the identity. */
const CHECKS = [0xdc5, 0xb8b, 0x717, 0xe2d, 0xc5b, 0x8b7, 0x16f, 0x2dd, 0x5b9, 0xb71, 0x6e3, 0xffe];
const HALF = 12;

/** @param message 0..4095 */
export function farApartBits(message: number): readonly boolean[] {
  const check = CHECKS.reduce((sum, row, index) => (bitAt(message, index) ? sum ^ row : sum), 0);
  return [message, check].flatMap((half) => Array.from({ length: HALF }, (_, index) => bitAt(half, index)));
}

const bitAt = (value: number, index: number): boolean => ((value >> (HALF - 1 - index)) & 1) === 1;
