// The brief of who takes a conversation over, and what a fan may be sent then.
export const handover = {
  brief: "Brief",
  title: (fan: string, avatar: string) => `Brief: ${fan} · ${avatar}`,
  who: "Fan",
  bought: "Bought",
  offered: "Offered",
  mood: "Mood",
  wants: "Wants now",
  why: "Handed over",
  nextStep: "Next step",
  reply: "Suggested reply",
  nothing: "nothing yet",
  playMoney: "play money",
  writes: (language: string, platform: string, since: string, messages: number) =>
    `Writes ${language} on ${platform} since ${since}, ${messages === 1 ? "one message" : `${messages} messages`}.`,
  remembered: (facts: string) => `Remembered: ${facts}.`,
  lastWords: (text: string) => `Last words: “${text}”`,
  nothingSaid: "They have not said anything yet.",
  languages: { en: "English", es: "Spanish" },
  moods: { good: "good", even: "even", bad: "bad" },
  trends: { rising: "rising", steady: "steady", falling: "falling" },
  offerStates: {
    draft: "not shown yet",
    shown: "open",
    refused: "refused",
    accepted: "accepted",
    paid: "paid",
    expired: "lapsed",
    withdrawn: "withdrawn",
  },
  reasons: {
    asked_for_human: "they asked for a person",
    complaint: "they complain",
    crisis: "a crisis",
    crisis_doubt: "it may be a crisis: please read it",
    age_doubt: "they may be under 18: please read it",
    repeated_failure: "the AI failed several times",
    unknown_language: "they write a language the AI does not answer in",
    high_spender: "they spent more than the limit set for the AI",
    left_to_people: "a rule leaves this to people",
    payment_dispute: "a payment is disputed",
    dispute_won: "a disputed payment was won: offers to them may start again",
    spend_limit: "they want to spend more than their limit",
    refund_due: "a payment has to be given back",
  },
  noReason: "nobody asked for it: a person looks in",
  leave: (lock: string) => `Write nothing: ${lock}. No message may go out here.`,
  advice: {
    care: (hours: number) =>
      `Write calmly, as a person of the team. Point to help, ask how they are, and offer nothing for ${hours} hours.`,
    ask_age:
      "Ask how old they are, and nothing else. If they are an adult, hand the conversation back: that settles it. If not, block them.",
    repair: "Say sorry, ask what went wrong, and put it right. Offer nothing now.",
    in_person: "Answer as a person of the team: they asked for one. Offer nothing now.",
    answer: "Answer what they asked, then hand the conversation back.",
    sell: (pack: string, price: string) => `Answer what they asked; then “${pack}” (${price}) may be offered.`,
  },
  noReply: "None: write your own.",
  send: "Send this reply",
  writeOwn: "Write my own",
  offerPack: (pack: string) => `Offer “${pack}”`,
  byModel: (model: string) =>
    `${model} wrote this from what is stored. Look into the conversation before you rely on it.`,
  byRules: "Rules wrote this from what is stored; no model was asked.",
  modelFailed: (code: string) => `The model gave no words that can be used (${code}), so rules wrote this.`,
  replies: {
    care: (avatar: string, line: string, contact: string, emergency: string) =>
      `The team of ${avatar} here. We read what you wrote, and we are glad you told us. Please reach out to ${line} now: ${contact}. If you are in danger, call ${emergency}. How are you at this moment?`,
    ask_age: (avatar: string) =>
      `The team of ${avatar} here. This space is for adults only, so we have to ask: how old are you?`,
    repair: (avatar: string) =>
      `The team of ${avatar} here. We are sorry that something went wrong. Could you tell us what happened? We will look into it.`,
    in_person: (avatar: string) => `The team of ${avatar} here, as you asked. How can we help you?`,
    answer: (avatar: string) =>
      `The team of ${avatar} here. Sorry for the wait, and thank you for your patience. What would you like to know?`,
    sell: (avatar: string) =>
      `The team of ${avatar} here. Sorry for the wait, and thank you for your interest. What would you like to see?`,
  },
};
