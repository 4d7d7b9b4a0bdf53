// Record keys of the AT protocol: 53 bits of microseconds and 10 bits of chance, in an alphabet that sorts as it counts.

const ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
const LENGTH = 13;

/** @param chance 0 to 1023 */
export function makeTid(at: Date, chance: number): string {
  let rest = BigInt(at.getTime()) * 1_000n * 1_024n + BigInt(chance);
  let tid = "";
  for (let index = 0; index < LENGTH; index += 1) {
    tid = (ALPHABET[Number(rest % 32n)] ?? "") + tid;
    rest /= 32n;
  }
  return tid;
}

export const isTid = (text: string) => /^[234567abcdefghij][234567a-z]{12}$/.test(text);
