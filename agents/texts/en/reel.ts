// Reels: clips, voice, words burnt in.
export const reel = {
  clips: "Clips",
  clipsValue: (count: number, seconds: number) => (count === 1 ? `one of ${seconds} s` : `${count} of ${seconds} s`),
  clip: (number: number) => `Clip ${number}`,
  voice: "Voice",
  spoken: "Spoken",
  spokenValue: (seconds: number) => `about ${seconds} s; the clips come again if that is longer`,
  making: (reference: string) => `Making reel ${reference}`,
  notShowable: (reference: string) =>
    `${reference} is not a cleared picture of this avatar, so no reel is made from it.`,
  claimsHuman: "The script says she is human or somewhere right now. An avatar never claims that.",
};
