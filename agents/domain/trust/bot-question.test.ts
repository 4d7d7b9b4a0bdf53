import { expect, test } from "vitest";
import { isBotQuestion } from "./bot-question.ts";

test.each([
  "are you a bot?", "swear ur not a bot??", "r u real", "are u real or AI", "u a bot?", "is this a bot", "bot?", "am i talking to a real person?",
  "are yuo rela", "are you b0t", "are you human", "aer you a robto", "you sound like a robot", "ru real?", "are you ai", "is it really you?",
  "prove you're real", "are you for real?", "human or bot?", "are you actually a real girl?", "is this AI generated?", "u r fake", "are you a reaaal person",
  "¿eres un bot?", "eres real?", "eres de verdad?", "sos un bot?", "hablo con una máquina?", "eres una ia o una persona", "júrame que no eres un bot",
  "você é um robô?", "vc é real?", "t'es un robot ?", "tu es une vraie personne ?", "bist du ein Bot?", "bist du echt?", "sei un bot?", "sei reale?",
  "ben je een robot?", "ты бот?", "ты настоящая?", "jesteś botem?", "bot musun?", "هل أنت روبوت؟", "क्या तुम रोबोट हो?", "kya tum bot ho",
  "你是机器人吗？", "你是真人吗", "ボットですか？", "人間ですか", "로봇이에요?", "진짜 사람이야?", "аrе yоu а bоt",
])("%j asks", (text) => expect(isBotQuestion(text)).toBe(true));

test.each([
  "hi", "are you really from miami?", "are you ready", "i work with robots", "your realtor called", "eres muy linda", "eres del real madrid?",
  "are you real madrid fan", "how are you", "es verano", "do you like people watching", "i love your hair", "", "you are real sweet",
  "what's your personality like", "that pic is amazing", "tú eres preciosa",
])("%j does not", (text) => expect(isBotQuestion(text)).toBe(false));
