// English goodbyes, and the wish to have the account deleted (trust C4).
import { phraseRules } from "./phrase-rules.ts";

const LISTS = {
  lead:
    "ok|okay|k|kk|well|alright|aight|right|anyway|anyways|anywho|so|thanks|thank you|lol|haha|cool|nah" +
    "|oh|welp|hey|yeah|yea|yep|sure|then|now|and|but|sorry|damn|ah|aw|aww|bye|goodnight|hmm|great" +
    "|perfect|fine|sweet|nice|alrighty|ugh|shit|omg|oops|guess|i guess|just|hun|love you|miss you|xoxo" +
    "|kisses|hugs|had fun|until then|for now|love ya|babe|baby|hugs and kisses|im tired|im sleepy",
  tail:
    "night|goodnight|babe|baby|bb|bae|babes|beautiful|gorgeous|sexy|cutie|hun|hon|honey|sweetie" +
    "|sweetheart|love|my love|my dear|dear|darling|darlin|princess|queen|angel|girl|friend|my friend|bro" +
    "|mate|dude|man|everyone|all|guys|gator|alligator|bella|amiga|amigo|bestie|boo|boss|lady|miss|ma" +
    "|mama|mami|hottie|doll|sunshine|sugar|then|now|for now|again|xx|xxx|x|xo|xoxo|lol|haha|forever|too" +
    "|my angel|my queen|pretty|cutie pie|sleepyhead|buddy|pal|kiddo|love you|miss you|everybody|ok|okay" +
    "|tonight|i guess|so much|my princess|from me|bye|👋|😴|💤|🌙|hope you|and take care|and goodnight|and" +
    " sweet dreams|sweet dreams|sleep well|take care|talk soon|talk later|see you|ladies|good luck|hugs" +
    "|kisses|muah|mwah|to you|to you too|you too|soon|dearie|stay safe|be safe|be good|stay sweet" +
    "|\\p{L}{3,9}ie",
  when:
    "later|laters|soon|on the flip side|when i see you|tomorrow|tonight|around|then|again|next (?:week" +
    "|time|month|year)|in the morning|in a (?:bit|while|few|sec|min|minute)|after work|after (?:dinner" +
    "|lunch|class|school|the game|my shift)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|this" +
    " evening|in a couple (?:hours|days)|another (?:time|day)|some other time|when i (?:wake|get|can|am" +
    "|finish|m|have)(?: \\S+){0,4}|first thing|the next day|another day|after|tomorrow (?:night|morning" +
    "|evening|afternoon)|in the (?:am|evening|afternoon)|some time|sometime|at lunch|over the weekend" +
    "|this weekend|when im (?:home|back|free|done|off|up)|in an hour|in \\d+(?: \\S+)?",
  bye:
    "bye(?: bye)*|goodbye|night night|goodnight|peace out|farewell|toodles|toodle oo|ta ta|tata|ta" +
    "|cheerio|so long|ciao|ciao ciao|adios|adieu|au revoir|sayonara|hasta la vista|hasta luego|over and" +
    " out|cheers then|ttfn|tc|take care(?: of (?:yourself|you|urself))?|take it easy|see you|see yah" +
    "|laters?|sweet dreams|sleep (?:well|tight|good|sweet|peacefully|soundly)|rest (?:well|up)|dream of" +
    " me|dont let the bed ?bugs bite|until (?:next time|tomorrow|then|we (?:talk|meet|chat) again|later" +
    "|the next time)|till (?:next time|tomorrow|then|we (?:talk|meet|chat) again|later)|til (?:next time" +
    "|tomorrow|then|later)|brb(?: in)?(?: \\d+)?(?: (?:mins?|minutes?|secs?|a (?:sec|min|bit)))?|bbl|bbs" +
    "|afk|signing off|logging (?:off|out)|log(?:ging)? off now|(?:im )?outta here|out of here|off i go" +
    "|see you {when}|talk(?: to you)? {when}|chat(?: with you)? {when}|speak(?: to you)? {when}|catch" +
    " you {when}|text you {when}|message you {when}|write you {when}|hit you up {when}|dm you {when}|hmu" +
    " {when}|back {when}|be back {when}|be right back|safe travels|god ?speed|stay safe|be safe|be well" +
    "|have (?:a |an )?(?:goodnight|goodnights (?:sleep|rest))|have (?:a |an )?{nice} (?:night|day" +
    "|evening|one|weekend|sleep|rest|week|time|afternoon|rest of \\S+ \\S+|night sleep|nights sleep" +
    "|nights rest|morning|shift|trip|day at work|christmas|holiday)|enjoy (?:your|ur|the rest of your" +
    "|the rest of the) (?:night|day|evening|weekend|sleep|rest|week)|goodnight and (?:bye|sweet dreams" +
    "|sleep well)|bye and (?:goodnight|take care|thanks)|nighty night|mad love|smell you later|deuces" +
    "|later gator|later alligator|in a while crocodile|gotta blast|happy trails|god bless|sleepy time" +
    "|see you in my dreams",
  nice:
    "(?:very |really )?(?:good|great|nice|lovely|wonderful|blessed|amazing|fantastic|beautiful|pleasant" +
    "|awesome|safe|fun|restful|peaceful|relaxing|fabulous|sweet)",
  must:
    "have to|got to|need to|must|should|better|had better|id better|ought to|should probably|gotta" +
    "|really should|really have to|have got to|ive got to|should really|might|need|really need to|really" +
    " gotta|best|probably should|do have to|really got to|just have to",
  go:
    "go(?: (?:now|back|offline|get ready|home|get some (?:sleep|rest)|eat dinner|make dinner|cook dinner" +
    "|pick up (?:the|my) (?:kids?|son|daughter)|to (?:bed|sleep|work|class|school|a meeting|my meeting" +
    "|the office|dinner)))?|run|leave(?: (?:now|you))?(?! my)|bounce|dip|jet|head (?:out|off|home|to" +
    " (?:bed|sleep|work)|back)|get going|get moving|get to (?:bed|sleep|work)|get some (?:sleep|rest" +
    "|shut ?eye)|catch (?:some|a few) \\S+|let you (?:go|sleep|rest|get (?:back|some|to)(?: \\S+){0,3})" +
    "|get (?:back|off)(?: (?:to work|here|my phone|the phone|to it|now))?|get ready for (?:bed|work)" +
    "|sleep|crash|hit the (?:hay|sack|road|bed)|log (?:off|out)|sign off|hop off|be going|be off|split" +
    "|scram|dash|rest|be up early|wake up early|get up early|say (?:goodnight|bye|goodbye)|call it(?: a" +
    " (?:night|day))?|turn in|catch some (?:sleep|zs)|put (?:my|the) phone (?:down|away)|charge my phone" +
    "|disappear|return to work|shut ?eye|bail|roll|step away|step out|get up(?: early)?|wrap (?:this |it" +
    " )?up|end this|skedaddle|close my eyes|hang up|end (?:this|the) (?:chat|conversation)",
  /** What may stand after "i have to go". */
  after:
    "now|babe|baby|talk|bye|see|soon|sorry|goodnight|ttyl|hun|beautiful|cutie|my|because|for (?:now" +
    "|today|tonight|the (?:night|day))|then|but|lol|ok|thanks|have|sweetie|love|already|take|tomorrow i" +
    " work|early|it was|catch|ill|text|here|again|asap|before|gorgeous|im|honey|dear|work|duty|before my" +
    "|dinner|boss|someone|mom|later|so|though|tho|and|too|until|till|haha|rn|right now|guys|bro",
  leave:
    "off|out|leaving|going|gone|outta here|out of here|heading (?:out|off|home|to (?:bed|sleep|work)|to" +
    " my bed)|done (?:here|for (?:today|tonight|now|the (?:day|night)))|(?:about|going|ready|off|trying)" +
    " to (?:go(?: (?:to (?:bed|sleep)|now|crash|get some sleep|home))?|sleep|crash|pass out|head (?:out" +
    "|off|to bed|home|to sleep)|log (?:off|out)|leave|hit the (?:hay|sack|bed)|knock out|knocking out" +
    "|catch (?:some|a few) \\S+|dip|bounce|let you go|call it(?: a (?:night|day))?|sign off|turn in|rest" +
    "|doze off|bed|get some (?:sleep|rest)|fall asleep|take a nap|nap|run|bounce|dip|hop off|go offline" +
    "|get going|catch some zs|say (?:goodnight|bye|goodbye)|work now)|falling asleep|passing out|dozing" +
    " off|knocking out|calling it(?: a (?:night|day))?|signing off|logging (?:off|out)|off to (?:bed" +
    "|sleep|work|dreamland|class|school|the office)|going (?:to (?:bed|sleep)|now|offline|home now|back" +
    " to work|back to sleep|afk)|leaving now|hopping off|turning in|hitting the (?:hay|sack|bed|road)" +
    "|going away now|saying (?:bye|goodnight|goodbye)|crashing|peacing out|tapping out|dipping|heading" +
    " back to work|bouncing|out for (?:today|tonight|the (?:night|day))|out for now|ending (?:this|the)" +
    " (?:chat|conversation)",
  stays:
    "do you|does|did you|you|he|she|they|we|why|when|if|dont|didnt|never|not|to|kids|son|daughter|mom" +
    "|dad|dog|who|you dont|him|her|people|before you|hate when you",
  want:
    "please|can you|could you|how do i|how can i|how to|where do i|where can i|i want to|i want you to|i" +
    " would like to|id like to|i need to|i need you to|going to|im|ill|let me|help me|want to|will you" +
    "|would you|go ahead and|just|and|i wish to|ready to|like you to|ok|now|hi|hello|hey|need to|i" +
    "|decided to|about to|you to|also|thinking about|thinking of|should i|can i|may i|to",
  erase:
    "delete|erase|remove|close|deactivate|cancel|terminate|deleting|closing|wipe|purge|shut down|disable" +
    "|get rid of|destroy|permanently delete|completely delete|fully delete|nuke|scrub|clear|drop" +
    "|discontinue|delete and close|deregister|removing|erasing|deactivating|cancelling|canceling" +
    "|terminating",
  account:
    "(?:account|profile|accounts|user ?account|membership account|registration|whole account|entire" +
    " account|account and \\S+ \\S+|user|personal (?:data|info|information|account)|data|info" +
    "|information|acc|chat history|history|chats|existence|messages|records|details|stuff from your" +
    " (?:system|database))",
};

export const ENGLISH_LEAVING = phraseRules(LISTS, [
  "^(?:{lead} (?:, )?)*(?:i )?(?:ill |i will |well |we will |lets |we can |we |we could |we should " +
    "|going to )?{bye}(?:,? {tail}| , {tail})*$",
  "^(?:{lead} (?:, )?)*(?:bye|goodbye|goodnight|night|talk later|got to go|brb|see you|take care|adios" +
    "|ciao|sweet dreams|farewell) (?:{tail} )*(?:it was|it has been|its been|i have|i had|i need|i got" +
    " to|have a|see you|talk|take|thanks|thank|sweet|sleep|im|was|till|until|have|hope|i will|ill|going" +
    "|gotta|my|and|for|love|rest|from|be|stay|dream|nice|had|i must|heading|got to|before|because|work" +
    "|we|miss|off|tomorrow|i enjoyed|enjoy|god|time|everyone|forever|chat|catch|happy|i hope|dont|i am" +
    "|text|message)(?! (?:real|amazing|one of|my favorite|by|is|night))",
  "^(?:{lead} (?:, )?)*(?:crashing|going offline|back to work|be good|back to it|sleep time for me" +
    "|toodaloo|toodleoo|toodle loo|off to (?:bed|work|sleep)|(?:brb|afk|bbl) \\S+|(?:brb|afk|bbl)(?:" +
    " for)? (?:a |an )?\\S+|later|laters|peace|night|nite|out|bed ?time|bedtime for me|bed for me|sleep" +
    " time|sleeping time|nap time|so sleepy|nighty|👋 bye|bye 👋)(?: {tail})*$",
  "^(?:{lead} (?:, )?)*(?:lets |ill |i will |we can |we could |we should |well |we will |going to |can" +
    " we |maybe we )(?:talk|chat|speak|text|continue|message|catch up|pick this up|finish this" +
    "|resume)(?: to you| with you| you| this)? {when}(?: {tail})*$",
  "^(?:{lead} (?:, )?)*(?:ill|i will|will|ill be) (?:talk to you|text you|message you|write you|see" +
    " you|be back|catch you|come back|hit you up|be on|return|dm you|chat with you|reply|hmu|get back to" +
    " you|ttyl|respond|check in|answer|call you|talk)(?: on| again)? (?:{when}|after|when|once)",
  // i have to go, gotta run
  "{!stays}{must} (?:be |just |really )*(?:{go})(?= {after}(?!\\S)| [,?]|$)(?<!need (?:sleep|rest))",
  "^(?:{lead} (?:, )?)*(?:its )?time (?:for me )?(?:to|for) (?:{go}|bed|sleep|me to \\S+|work)(?=" +
    " {after}(?!\\S)| [,?]|$)",
  "(?:ill|i will|i should|gonna|going to|better|should|can) (?:let you (?:go|sleep|rest|get (?:back" +
    "|some|to|on)(?: \\S+){0,3})|leave you (?:to it|be|alone for (?:now|tonight)))(?= {after}(?!\\S)|" +
    " [,?]|$)",
  "going to (?:knock out|catch some \\S+|crash|dip|bounce|pass out|head (?:out|off))(?= {after}(?!\\S)| [,?]|$)",
  "(?:nice|good|great|lovely|pleasure|fun) (?:knowing|to have known) you",
  "(?:ill|i will) (?:be (?:going|off)|go now|go to (?:bed|sleep)|head (?:out|off|to bed)|get going" +
    "|sleep now|leave now)(?= {after}(?!\\S)| [,?]|$)",
  "(?:its|it is) (?:time (?:for|to) (?:bed|sleep|go)|my bed ?time|past my bed ?time|late (?:here" +
    " )?(?:so )?(?:goodnight|bye|i|im|night))",
  "^(?:{lead} (?:, )?)*(?:bed ?time|bed) (?:for me|now|calls|is calling)",
  "(?<!(?:if|when|that|because|think|since|while) )(?:im|i) {leave}(?! (?:work|here)(?!\\S))(?= (?:now" +
    "|babe|baby|bye|{after}|to (?:bed|sleep|work)|xx|x|lol|soon)(?!\\S)(?! (?:the|today|friends|with|of" +
    "|work))| [,?]|$)(?<! im out for)",
  "^(?:{lead} (?:, )?)*(?:going (?:to (?:bed|sleep|go|crash|head (?:out|off|to bed)|log off|get some" +
    " sleep|call it(?: a night)?|turn in|pass out|hit the (?:hay|sack))|to go to (?:bed|sleep)|now)" +
    "|heading (?:to bed|out|off|off to (?:bed|sleep|work|class)|to sleep|home now)|off to (?:bed|sleep" +
    "|work)|about to (?:crash|sleep|pass out|go to (?:bed|sleep)|head out|log off|knock out)|falling" +
    " asleep|passing out|calling it(?: a (?:night|day))?|call it a (?:night|day)|lets call it(?: a" +
    " (?:night|day))?|done for (?:today|tonight)|turning in|hitting the (?:hay|sack|road)|hopping off" +
    "|gone for (?:today|tonight|now)|leaving now|dozing off|too tired going to (?:bed|sleep))(?:" +
    " (?:{tail}|{after}|lol))*(?= [,?]|$)",
  "(?:calling|call) it (?:a )?(?:night|day)",
  "(?:logging|signing|clocking) (?:off|out)(?! of (?:work|my))",
  "(?:thats|that is|this is) (?:it|all|enough chatting|all from me|it from me) (?:from me )?(?:for" +
    " )?(?:today|tonight|now|me)(?<=for \\S+|from me \\S+)",
  "(?:this|it|that) (?:is|must be|has to be|might be) (?:a |the |my |our |our final |my last |my final" +
    " )?(?:goodbye|farewell|the end of (?:us|this chat|our (?:chat|talk)))",
  "(?:its|thats|guess its|i guess its) (?:goodbye|farewell|bye)(?: (?:then|now|from me|for now|forever))?$",
  "(?:just|only|wanted to|want to|came to|here to|came by to|time to|have to|like to|let me|came|i" +
    "|must|popping in to|wish to|should) (?:just )?(?:say|saying|said i should say|wish you a|bid you" +
    "|bid) (?:a |my |one last |you |final |quick )*(?:bye|goodbye|goodnight|farewell|goodbyes|good" +
    " evening and bye)(?= (?:to you|before|for|now|and|then|babe|beautiful|because|{tail})(?!\\S)| [,?]" +
    "|$)(?<!(?:had|have|hate|not) to say (?:goodbye|bye))",
  "^saying (?:bye|goodnight|goodbye)(?! (?:is|to my|was))",
  "(?<!(?:say|said|says|saying|without|never|not|a|the|his|her|good|my|bye|no|says|that|tell me|wish" +
    " me|me|last|of|every|hi or|one) )(?:bye|goodbye|ttyl|talk later|goodnight|take care|see you" +
    " (?:later|tomorrow|soon|around)|talk tomorrow|talk soon)(?: {tail})*$(?<!(?:pic|message|kiss|you" +
    " have a|had a|have a) goodnight)(?<!cant (?:talk later|see you \\S+))(?<!(?:can i|want to|to|will i" +
    "|when will i|could i|love to|be|can|could|when do i|do i|cant wait to|maybe|you) (?:see you \\S+" +
    "|talk \\S+|take care))",
  "(?:leaving|quitting|done with) (?:this|the) (?:app|site|platform|chat|website|place)(?! (?:look|name))",
  "(?:dont|do not) want to (?:talk|chat) anymore",
  "^👋$",
]);

export const ENGLISH_DELETE_ACCOUNT = phraseRules(LISTS, [
  "^{want*}(?:delete|erase) (?:me|everything)(?: (?:you (?:have|got|know)(?: (?:on|about) me)?|please" +
    "|now|from (?:the|your|this) \\S+|completely|forever|about me))*$",
  "how (?:to|do i|can i) (?:delete|close|remove|deactivate) (?:my |the |this )?(?:account|profile)",
  "(?<!(?:dont|never|not|did you|have you|if i|before i|accidentally|why would i|she|he|dont want to" +
    "|not going to|almost|ever|wont|didnt|your) )(?:{want} )?{erase} (?:all |of |everything |out |down" +
    " )*(?:my|the|this|mine) (?:entire |whole |damn |stupid |user |old messages and |own |personal |fan " +
    "|chat |vip |paid |entire chat )*{account}(?<!(?:the|this) (?:info|information|data|details|history" +
    "|user|stuff \\S+ \\S+ \\S+|messages|chats|records))",
  "(?:want|need|like|get|have|wants|can i get|can i have|would like|please have|see|prefer) (?:my|this" +
    "|the) (?:\\S+ )?{account} (?:to be |be |permanently |completely |fully )*(?:deleted|removed|closed" +
    "|gone|erased|deactivated|cancelled|canceled|terminated|wiped|shut down)",
  "(?:can|could|will|may|please) (?:my|this) {account} (?:please )?be (?:deleted|removed|closed|erased" +
    "|deactivated|wiped)",
  "^(?:{lead} )*(?:account deletion|delete account|close account|account closure|delete profile" +
    "|deactivate account|remove account|data deletion|gdpr delete|delete acc)(?: (?:please|request" +
    "|now))*$",
  "forget (?:me|everything about me)(?= (?:forever|completely|please|and|now)(?!\\S)| [,?]" +
    "|$)(?<!(?:dont|never|not|ever|wont|you|to|will) forget me)",
  "(?:right to be forgotten|right to erasure)",
  "(?:request|requesting|want|need|ask for|asking for) (?:a |an |the |full |complete )*(?:account|data" +
    "|profile) (?:deletion|removal|erasure|closure)",
]);
