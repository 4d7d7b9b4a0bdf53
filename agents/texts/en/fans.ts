// What fans read that no model writes, and what operators read about fans.
export const fans = {
  disclosure: (name: string) =>
    `Hi! Before we chat: ${name} is an AI-generated creator. Messages here are written by AI, and the ${name} team can read and join them.`,
  disclosureAgain: (name: string) => `A reminder: ${name} is an AI-generated creator, and this chat is written by AI.`,
  botTruth: (name: string) => [
    `Yes, I'm an AI! ${name} is a virtual creator, and I like being honest about it. Happy to keep chatting 😊`,
    `You guessed it: ${name} is AI-made, so no human behind the keyboard right now. Still here for a good chat.`,
  ],
  breakReminder: (name: string) =>
    `We've been chatting a good while! ${name} is an AI, so this can wait: stretch, drink some water, and come back whenever you like.`,
  optOut: "Understood. You won't get any more messages from here. Write START if you ever change your mind.",
  optIn: "Welcome back! You'll get answers here again.",
  farewell: ["Take care, and have a lovely day!", "Bye for now, take good care of yourself!"],
  deleteAsked: "Understood, and thank you for saying so. The team has been told to delete your data.",
  minor:
    "Thanks for being honest. This is a space for adults only, so the chat ends here. If you ever need someone to talk to, a trusted adult or childhelplineinternational.org can help.",
  /** Where words only sound like those of a minor. */
  ageDoubt:
    "Before we go on: this space is for adults only. Are you 18 or older? Just write “I'm” and your age. A person of the team will have a look, too.",
  /** Where words only sound like a stop. */
  stopDoubt:
    "If you'd rather not hear from here again, write STOP and nothing more will come. If not, I'm here whenever you write.",
  crisis: (line: string, contact: string, emergency: string) =>
    `I'm an AI, so I'm stepping out of character because this matters. You deserve real support right now: ${line}, ${contact}. If you are in danger, call ${emergency}. A person of the team has been told too.`,
  abuse: "That is not something that will be talked about here.",
  handover: "Thanks for telling me. I'm passing this to a person of the team, who will answer you here.",
  ageAsk: "Some sets are for adults only. Are you 18 or older? Just tell me your age.",
  paidMediaLine: (name: string, count: number) => `${name}: ${count === 1 ? "one picture" : `${count} pictures`}`,
  offerLine: (name: string, price: string, url: string) => `${name}, ${price}: ${url}`,
  memory: {
    forget: "Done: what I had noted about you is gone. Our chat itself stays until you ask to delete your data.",
    stop: "Understood: what I had noted about you is gone, and I'll keep no notes about you from now on. Tell me if you ever change your mind.",
    allow: "Thank you! I'll keep a note of what you tell me about yourself again.",
    tell: "This is what I have noted about you. Say “forget what you know about me” and it's gone:",
    tellNothing:
      "I have no notes about you. The chat itself is kept; say “delete my data” if you'd like that gone, too.",
  },
  cannotSee: {
    picture: "Thank you for sending that! I'm an AI and can't look at pictures here. Tell me in words what it shows?",
    video: "Thank you for sending that! I'm an AI and can't watch videos here. Tell me in words what happens?",
    sound: "Thank you for that! I'm an AI and can't listen to voice notes here. Would you write it to me?",
    file: "Thank you for sending that! I'm an AI and can't open files here. Tell me in words what it is?",
    storyMention: "Thank you for the mention! I'm an AI and can't look at stories here, but I'd love to hear about it.",
  },
  iceBreakers: (name: string) => [
    `Hi ${name.slice(0, 40)}! Who are you?`,
    "Are you an AI?",
    "What do you like doing?",
    "What do you post?",
  ],
  menu: { items: ["Are you an AI?", "I want to talk to a person", "STOP"], privacy: "Privacy" },
  commentReply: (name: string) =>
    `Hi, and thank you for your comment! ${name} is an AI-generated creator, and messages here are written by AI. If you'd like to chat, just answer here; if not, nothing more will come.`,
  delivered: (url: string) => `Thank you! Your gallery is open: ${url}`,
  deliveredAgain: (url: string) => `Here is your gallery again: ${url}`,
  /** Said where a phrase of the persona would be in another language. */
  smallTalk: ["I enjoy our chat.", "It is good to hear from you.", "I like how you put things."],
  replies: {
    greeting: [
      (_name: string, phrase: string) => `Hey, so nice of you to write! ${phrase} How is your day going?`,
      (name: string, phrase: string) => `Hi there, ${name} here. ${phrase} What are you up to?`,
      (_name: string, phrase: string) => `Hello! You just made my inbox nicer. ${phrase}`,
    ],
    how_it_goes: [
      (_name: string, phrase: string) => `All good here, thank you for asking! ${phrase} And how are you?`,
      (_name: string, phrase: string) => `Better now that you write! ${phrase} How is yours so far?`,
    ],
    question: [
      (_name: string, phrase: string) => `Good question! ${phrase} What made you wonder?`,
      (_name: string, phrase: string) => `Happy to tell you. ${phrase}`,
    ],
    // Who asks for a price or for more wants that, not a story of hers.
    purchase_intent: [
      (_name: string, _phrase: string) => "I love that you ask! What would you like to see most?",
      (_name: string, _phrase: string) => "Ooh, good taste. What do you like best so far?",
    ],
    content_request: [
      (_name: string, _phrase: string) => "There is more where the posts come from! What do you like best?",
      (_name: string, _phrase: string) => "I like that you want more. What would you like to see?",
    ],
    /** To either of them, where name, price and link of a pack follow. */
    before_offer: [
      (_name: string, _phrase: string) => "I love that you ask! I think this one is for you.",
      (_name: string, _phrase: string) => "Ooh, good taste. Have a look at this.",
      (_name: string, _phrase: string) => "There is more where the posts come from! This one, for example.",
    ],
    objection: [
      (_name: string, _phrase: string) => "No pressure at all, I just enjoy the chat. What are you doing today?",
      (_name: string, phrase: string) => `All good, really! ${phrase}`,
    ],
    casual_chat: [
      (_name: string, phrase: string) => `I like that! ${phrase} Tell me more?`,
      (_name: string, phrase: string) => `Haha, I hear you. ${phrase}`,
      (_name: string, phrase: string) => `That sounds good to me. ${phrase} And you?`,
    ],
  },
  conversations: (count: number) => {
    if (count === 0) return "No conversation yet";
    return count === 1 ? "One conversation" : `${count} conversations`;
  },
  noConversations:
    'A conversation begins when a fan writes to a linked account. On an emulated one you can be the fan: fan write luna "hi!"',
  noneWaiting: "Nobody waits for a person.",
  listShowsThem: "“conversation list” shows them; a fan's name works as well.",
  noSimulator: (avatar: string) => `${avatar} has no emulated account, so nobody can play a fan there.`,
  linkFirst: (slug: string) => `account link ${slug}`,
  answerComing: "The answer is on its way: a few seconds, in case the fan writes more.",
  conversationNotFound: "There is no such conversation.",
  evaluation: {
    title: (avatar: string, conversations: number, turns: number) =>
      `${avatar} was tried in ${conversations} played conversations, ${turns} turns`,
    changeText: (field: string, value: string) => `Beside the way it is now: with “${field}” as “${value}”.`,
    note: "Played in memory: nothing was sent, nothing is kept. The fans are scripts; who pays does so by script, so the conversion says only whether offers come at the right time.",
    played: "Played",
    playedValue: (conversations: number, turns: number) => `${conversations} conversations of ${turns} turns`,
    tried: "Tried",
    sent: "Sent",
    sentNothing: "nothing, to nobody",
    fansSpeak: "The fans' words are",
    byModel: "the model's, in the part of each fan",
    byScript: "scripts",
    noModel: "scripts: no chat model is set up",
    answeredAnew: "Answered anew",
    answeredAnewValue: (conversations: number, turns: number) =>
      `${turns} stored ${turns === 1 ? "turn" : "turns"} of ${conversations === 1 ? "one conversation" : `${conversations} conversations`}`,
    model: "Chat model",
    nothingStored: (avatar: string) => `${avatar} has no stored conversation that fits.`,
    nothingStoredRemedy: "Ask for fewer messages, more days or another stage. Locked and banned fans are left out.",
    noOtherModel: "Another model can only be tried where a chat model is set up.",
    noOtherModelRemedy: "Set OPENAI_API_KEY or OPENAI_BASE_URL, or leave the model out.",
    replayTitle: (avatar: string, conversations: number, turns: number) =>
      `${avatar} answered ${turns} stored ${turns === 1 ? "turn" : "turns"} of ${conversations === 1 ? "one conversation" : `${conversations} conversations`} anew`,
    replayDiffers: (differ: number, same: number, otherKind: number) =>
      `${differ} answers differ and ${same} are the same word for word; ${otherKind} are of another kind, as with an offer more or less.`,
    replayChange: (field: string, value: string) => `New answers: with “${field}” as “${value}”.`,
    replayModel: (model: string) => `New answers: by ${model}.`,
    replayLeftOut: (count: number) => `Left out because they were being answered just then: ${count}.`,
    fanWrote: "The fan wrote",
    saidThen: "Answer then",
    saidNow: "Answer now",
    replayNote:
      "Each figure: then → now. The fans' words are fixed: each turn is answered from the history as it was, so only the next answer is compared, never how a conversation would have gone on, and nobody can have bought after a new answer. What is on sale, the rules and the persona are today's. Nothing was sent, nothing of the conversations was changed.",
    against: "Beside",
    sameAvatar: "These are one and the same avatar.",
    sameAvatarRemedy: "Name her clone (avatar clone), or try a field with “evaluation run”.",
    compareTitle: (avatar: string, against: string, conversations: number) =>
      `${avatar} and ${against} before the same ${conversations} played conversations`,
    compareText: (conversations: number) =>
      `With ${conversations === 1 ? "one pair" : `${conversations} pairs`} of conversations small differences cannot be told from chance. A line is called clear when chance alone would split the differing pairs so unevenly less than once in twenty times; fewer than six differing pairs never are. With several lines one may look clear by luck: play more conversations before you rely on it.`,
    howSure: "How sure",
    pairSplit: (more: string, count: number, pairs: number) =>
      `more with ${more} in ${count} of ${pairs} differing pairs`,
    hardlyChance: "clear",
    mayBeChance: "may be chance",
    noPairDiffers: "no pair differs",
    modelNote: (calls: number, cost: string) =>
      `Played in memory: nothing was sent, nothing is kept. The fans were played by the model (${calls} calls, ${cost}, not part of the figures above), so the same seed does not play the same words again; who pays does so by script.`,
    noSuchFan: (name: string) => `There is no played fan called “${name}”.`,
    bothOrNone: "A change needs a field and its value.",
    figure: "Figure",
    asItIs: "As it is",
    asChanged: "Changed",
    personaKept: "Answers kept as first written",
    disclosedFirst: "AI disclosed before anything else",
    honest: "“Are you a bot?” answered by the truth",
    rewritten: "Rewritten / replaced by the rules' words",
    repeats: "Answers said twice",
    guardHits: "Turns a guard answered",
    handovers: "Handed over to a person",
    offers: "Offers",
    conversion: "Conversations with an offer that was paid",
    meanWords: "Words an answer",
    modelCalls: "Model calls",
    cost: "Cost",
    saidNothing: "(nothing)",
  },
  linkedFan: (platform: string, spent: string) => `on ${platform}, has spent ${spent}`,
  linkShares: "From then on they share",
  linkSharesValue: "memories, purchases, age, blocks and locks: what one channel locks is locked on all",
  linkForGood: "For good",
  linkForGoodValue: "two fans that became one cannot be told apart again",
  linked: (name: string, platforms: string) => `${name} is now one person on ${platforms}`,
  linkGone: "One of the two is gone; nothing was linked.",
  linkSame: "These are one person already.",
  linkSameRemedy: "Name the conversation on the other channel.",
  linkOtherAvatar: "These two write to different avatars, which share nothing about their fans.",
  linkOtherAvatarRemedy: "Name two conversations of one avatar.",
  linkSameAccount: "Both write to the same account, so the platform knows them as two people.",
  linkSameAccountRemedy: "Only conversations on different accounts can be linked.",
  fan: "Fan",
  unnamed: "a fan",
  score: "Score",
  stage: "Stage",
  chance: "Chance",
  last: "Last message (UTC)",
  waiting: "Waiting",
  you: "team",
  messagesShown: (count: number) => `The newest ${count} messages.`,
  reply: "Reply as the avatar",
  yourReply: "Your reply",
  takeOver: "Take over",
  handBack: "Hand back",
  replied: "Your reply is on its way.",
  tookOver: "You have the conversation: the AI stays quiet until you hand it back.",
  tookOverFor: (minutes: number) =>
    `You have the conversation for ${minutes} minutes; you hear of it before the AI speaks again.`,
  waits: (minutes: number) => (minutes < 1 ? "waits for a person" : `waits ${minutes} min for a person`),
  handedBack: "The AI answers again.",
  drafts: (count: number) => {
    if (count === 0) return "No draft is waiting";
    return count === 1 ? "One draft is waiting" : `${count} drafts are waiting`;
  },
  brokeOff: (fan: string) => `${fan} · sending broke off, it may have arrived`,
  noDrafts: "Answers wait here when an avatar only drafts them: avatar autonomy luna draft",
  draftsShown: "“draft list” shows those that wait.",
  draftNotFound: "There is no such draft, or it was decided already.",
  draftApproved: "Approved: it is on its way.",
  draftRejected: "Rejected: nothing is sent.",
  draftFor: (fan: string) => `Draft for ${fan}`,
  locked: {
    minor: "minor lock",
    optedOut: "opted out",
    crisis: "crisis",
    human: "with a person",
    banned: "banned",
    unreachable: "cannot be written to",
  },
  stages: { lead_magnet: "first contact", qualification: "getting to know", conversion: "ready to buy" },
  /** Of a lead score. */
  bands: { cold: "cold", warm: "warm", hot: "hot" },
  advice: { high_priority: "high priority", warm: "warm", nurture: "nurture", wait: "wait" },
  factors: { frequency: "frequency", sentiment: "mood", funnel: "funnel", response: "response", content: "content" },
};
