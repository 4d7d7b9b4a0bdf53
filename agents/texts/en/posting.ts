// What an account's posts are like where the platform lets a creator choose.
export const posting = {
  title: (handle: string, platform: string) => `Posts of @${handle} on ${platform}`,
  privacy: "Seen by",
  mostCareful: "the creator alone (SELF_ONLY)",
  comments: "Comments",
  reuse: "Reuse by others",
  draft: "As a draft in the inbox",
  on: "on",
  off: "off",
  labelByHand: "a draft carries none: whoever finishes it in the app has to switch it on",
  noAccount: (reference: string) => `There is no account “${reference}” that is posted to.`,
  several: (reference: string) => `Several accounts are called “${reference}”: name the platform, or one by its id.`,
};
