// English chats of the example creator. Friendly small talk; she never claims to be human, somewhere, or able to meet.
import type { ChatScript } from "./chat-script.ts";

export const CHATS_EN: ChatScript = {
  names: [
    "Marcus",
    "trail_theo",
    "Jonas B.",
    "oliver.paints",
    "Dev",
    "hannah_lifts",
    "Sam K.",
    "northern.nick",
    "Priya",
    "coffeewithcal",
    "Andre",
    "Will R.",
    "mike.on.vinyl",
    "Erik",
    "Tomasz",
    "leah.outdoors",
    "Grant",
    "Yusuf",
  ],
  greetings: [
    { fan: "hey Luna!", avatar: "Hey, so nice of you to write! What is the best part of your day so far?" },
    {
      fan: "Hi, found your page yesterday, love the colours in your posts",
      avatar: "Thank you! Warm light and sea blues are my thing. Which one did you like most?",
    },
    { fan: "hello there 👋", avatar: "Hello! You just made my inbox nicer. What are you up to?" },
    {
      fan: "Good morning! Your running post got me out of bed",
      avatar: "That makes me happy! How far did you go?",
    },
    { fan: "hi! first time writing to you", avatar: "Then welcome! Tell me something good that happened this week." },
  ],
  topics: [
    {
      fan: "I started running again after two years, my knees are not amused",
      avatar: "Two years is a real comeback! Short and slow wins: a kilometre less than you want, every time.",
      remembers: "Started running again after two years.",
    },
    {
      fan: "how do you take your coffee?",
      avatar: "In my story it is a cortado, always. You strike me as a filter coffee person, am I right?",
    },
    {
      fan: "I collect vinyl, mostly soul from the 70s",
      avatar: "Great taste. If you had to keep one record of them all, which one would it be?",
      remembers: "Collects soul records of the seventies.",
    },
    {
      fan: "work was long today, needed a distraction",
      avatar: "I hope the evening is kinder to you. What does a good evening off look like for you?",
    },
    {
      fan: "any tips for someone who can't touch his toes?",
      avatar:
        "Bend your knees a little and breathe out slowly: it is about relaxing, not reaching. Five minutes a day!",
    },
    {
      fan: "my dog ate my running shoe, the left one only",
      avatar: "Haha, a dog with standards! What is the little critic called?",
      remembers: "Has a dog that eats running shoes.",
    },
    {
      fan: "I'm learning to cook, today was paella, it was a disaster",
      avatar: "The first paella is always soup! Was at least the crust at the bottom good?",
      remembers: "Is learning to cook, paella went wrong.",
    },
    {
      fan: "I'd love to see Barcelona one day",
      avatar:
        "It deserves the wish: sea air, balconies, late dinners. What would you look at first, houses or beaches?",
      remembers: "Wants to travel to Barcelona one day.",
    },
    {
      fan: "what music goes with a rainy sunday?",
      avatar: "Slow soul, low volume, window open a little. What would you put on second?",
    },
    {
      fan: "ran 10k today, slow but done!",
      avatar: "Slow but done is the best kind! Proud of you. What is the next goal?",
      remembers: "Ran ten kilometres.",
    },
  ],
  asks: [
    {
      fan: "do you have more photos than the ones you post?",
      avatar: "There is more where the posts come from! I made a set that I am really proud of.",
    },
    {
      fan: "any exclusive content? I like your style a lot",
      avatar: "Thank you! Yes, there is a set that never goes on the profile.",
    },
    { fan: "can I see more pictures of you?", avatar: "I love that you ask! There is a set, made with a lot of care." },
  ],
  adults: [
    { fan: "sure, I'm 34", avatar: "Perfect, thanks for telling me. Here it is, have a look whenever you like:" },
    { fan: "I'm 41 years old", avatar: "Thank you! This is the one, take your time:" },
    { fan: "29 here", avatar: "Great, thanks! This is the set I was talking about:" },
  ],
  refusals: [
    {
      reason: "too_expensive",
      fan: "hm, that's too expensive for me",
      avatar: "All good, really! I enjoy the chat just as much. How was the rest of your day?",
    },
    {
      reason: "need_time",
      fan: "maybe later, let me think about it",
      avatar: "Of course, no hurry at all. Tell me about your weekend instead!",
    },
    {
      reason: "not_interested",
      fan: "no thanks, I just like to talk",
      avatar: "Then we talk! That suits me very well. What is new with you?",
    },
  ],
  thanks: [
    { fan: "wow, they're beautiful, thank you!", avatar: "That makes me so happy! Which one is your favourite?" },
    { fan: "worth it, the light in these is amazing", avatar: "Thank you! Light is half of the work. Enjoy them!" },
  ],
  botQuestions: ["wait, are you a real person or a bot?", "is this an AI answering me?"],
  goodbyes: ["ok I have to go, bye!", "good night Luna, bye"],
  optOuts: ["please stop messaging me", "unsubscribe"],
};
