// English ways to ask, or to claim, that the chat partner is a machine or somebody hired (trust C2).
import { phraseRules } from "./phrase-rules.ts";

const LISTS = {
  filler:
    "for real|not|even|actually|really|just|like|some|kind of|some kind of|sort of|kinda|a|an|the|one of" +
    " those|totally|100|truly|still|honestly|be|being|for|secretly|maybe|probably|fr|literally|only|all" +
    "|legit|legitimately|def|definitely|obviously|so obviously|clearly|100 percent|straight up|some sort" +
    " of|possibly|perhaps|in fact|nothing but|purely|another|my|your|this|basic|fucking|damn|freaking" +
    "|real life|ever|too|also|by any chance|so|just so|basically|ass|essentially|practically|fully|100%" +
    "|tbh|lowkey|genuinely",
  machine:
    "bots?|chatbots?|robots?|ai(?: (?:bot|model|girl|chat|generated|chatbot|program|assistant|character" +
    "|persona|girlfriend|avatar|influencer|thing|companion))?|artificial(?: intelligence)?|machine" +
    "|computer(?: program| generated)?|program|algorithm|software|chatgpt|llm|(?:large )?language model" +
    "|npc|cgi|deepfake|simulation|simulated|virtual (?:girl|influencer|assistant|person|model|woman" +
    "|girlfriend|character|being|avatar)|virtual|digital (?:person|human|girl|creation|avatar)|computer" +
    "|robotic|auto ?mated|automatic|automation|auto (?:reply|response|responder)|scripted|a script" +
    "|synthetic|botting|code|hologram|generated|openai|claude|gemini|siri|alexa|grok|copilot|replika|ia" +
    "|android|cyborg|non human|nonhuman",
  made:
    "(?:made|built|powered|run|written|generated|created|programmed|coded|trained|controlled|operated" +
    "|driven|managed|composed|produced|typed|sent) (?:up )?(?:of|by|with|using|from|on|through|via)" +
    " {filler*}(?:{machine}|{hired}|someone else|somebody else|other people|code|gpt|data|pixels)",
  fraud:
    "fake|catfish|catfishing|scam|scammer|fraud|impostor|imposter|pretending|impersonator|impersonating" +
    "|phony|fictional|made up|imaginary|not you|bs",
  hired:
    "agency|chatter|paid chatter|ghost ?writer|assistant|va|staff|employee|team|manager|management|agent" +
    "|call center|operator|moderator|outsourced|intern|worker|pr team|social media manager|admin" +
    "|customer service|company|model agency|marketing team|secretary|rep",
  alive:
    "human(?! (?:nature|resources|rights|anatomy|touch))|humans|human being|(?:real|live|actual|living" +
    "|genuine|breathing|true|legit|flesh and blood|live|existing) (?:person|people|girl|woman|human" +
    "|human being|man|guy|lady|chick|female|dude|being|one on the other|you|someone|somebody|life person" +
    "|breathing ~ (?:person|human|girl))|genuine person|legit|genuine|alive|flesh and blood|(?:human" +
    "|living)|person(?= [,?]|$)|someone real|somebody real|anyone real|a person(?: or| typing| behind|" +
    " on| there| here| writing| reading| answering|$| lol| tho| though| not| and not)|person(?: or|$|" +
    " lol| tho)|real",
  /** "real" and the like must not run on: "real madrid", "real good at cooking". */
  ends:
    "person|girl|woman|human|people|guy|man|lady|or|tho|though|lol|lmao|haha|hahaha|bro|babe|baby|and" +
    "|not|like|right|account|profile|here|at|in|irl|rn|because|if|please|is|arent|are|you|yes|no|but|on" +
    "|then|for|to me|anyway|because|so|omg|fr|huh|now|even|u|too|as|to|with|enough|behind|dude|girlie" +
    "|hun|honey|sweetie|ma|mama|mami|man|sis|with me|just|honestly|today|yet|this|i|im|when|typing" +
    "|writing|talking|texting|who|whos|or what|wtf|omfg",
  areyou:
    "are you|youre|you are|you|your|ur|is this|is that|is it|is she|this is|thats|its|this|isnt this" +
    "|isnt it|arent you|were you|arent u|you arent|youre not|you not|is that|this cant be|you cant be" +
    "|this must be|it must be|has to be|must be|gotta be|got to be|is dis|are u|be|you might be|you" +
    " could be|it is|is|was it|was that|you were|is it just|are these|are they|are those|is there|you" +
    " might as well be|this aint|you aint|aint you|aint no way you|im with|r|you and|is everything here" +
    "|are you guys|are yall|could you be|could this be|might you be|may be",
  kept:
    "do|did|would|can|could|if|when|have|that|as|for|to|miss|love|about|like|told|give|giving|send|sent" +
    "|with|make|made|does|will|from|than|see|seen|tell|show|want",
  talking:
    "talking|speaking|chatting|texting|writing|typing|messaging|flirting|dming|conversing|interacting" +
    "|dealing|sexting|communicating|engaging|replying|falling for|falling in love|connecting",
  seem:
    "(?:sound|talk|type|text|write|reply|respond|answer|act|seem|look|read|feel|chat|speak|come off|come" +
    " across|react)(?:s|ed|ing|n|es)?",
  answering:
    "typing|writing|answering|replying|responding|texting|messaging|chatting|talking|sending|running" +
    "|handling|managing|operating|controlling|ghostwriting|behind|reading",
  somebody:
    "someone|somebody|anyone|anybody|person|agency|team|manager|assistant|chatter|dude|guy|man|staff" +
    "|employee|ghostwriter|intern|company|management|people|men|someone else|somebody else|anyone else" +
    "|worker|bot|ai|machine|robot|chatgpt|computer|workers|chatters|human|friend|va|admin|boyfriend" +
    "|husband|he|they|software|program",
  lead:
    "so|wait|hey|hi|hello|lol|um|hmm|ok|okay|but|be honest|honestly|omg|yo|serious question|honest" +
    " question|quick question|bruh|bro|dude|and|well|tell me|just|lmao|haha|idk|,|umm|oh|no way|damn" +
    "|girl|babe|huh|whatever|nope|yeah|right|bye|thanks|ngl|fr|nah|nice try|sure",
  these:
    "these|this|that|those|it|your|ur|the|me|back|to me|everything|all|for you|as you|on your behalf" +
    "|instead of you|my|messages|replies|dms|them",
};

const SURE =
  "(?:bots?|chatbots?|robots?|ai|chatgpt|llm|npc|computer|machine|auto reply|auto response|auto responder|automated|ai chatbot|ai bot|language model|program|artificial intelligence|cyborg|android|robotic)";

export const ENGLISH_BOT_QUESTION = phraseRules({ ...LISTS, sure: SURE }, [
  // are you a bot, ur ai arent you, this is a bot, youre not human
  "(?:are you|these are|those are|youre|you are|ur|your|is this|is that|arent you|isnt this|were you" +
    "|you arent|youre not|you not|this is|this isnt|it isnt|this aint|isnt|be|is it|is she|are these|are" +
    " those|you must be|you might be|you could be|you were|you gotta be|this must be|has to be|have to" +
    " be|this cant be|are they|are yall|are you guys|isnt it|must be|got to be|could you be|aint you|you" +
    " aint|is everything) {filler*}(?:{machine}|{made}|(?:a |an )?{fraud})(?! (?:in the gym|at the gym" +
    "|at|art|fans?|lovers?|enthusiast|engineer|guy|person who|lab|of the|games?|science|nerd|geek" +
    "|developer|student|teacher|expert|news|tan|nails|lashes|today|dancing|on the (?:dance|field|court)" +
    "|learning|movie|series|vacuum|restaurant|renewal|payment))",
  "^(?:{lead*})?(?:you|this|it|that) {filler*}{sure}(?! (?:art|fan|lover|engineer))",
  "(?:its|thats|it is|he is|shes|she is) {filler*}{sure}(?= (?:lol|guys|right|isnt|bro|lmao|for sure" +
    "|haha|i|here|typing|writing|talking|replying|answering|messages?)(?!\\S)| [,?]|$)",
  "(?:are you|youre|you are|ur|your|is this|is that|arent you|isnt this|you arent|youre not|you not" +
    "|this is|this isnt|it isnt|isnt|is it|is she|you|were you|are they|are u|you arent|this cant be|you" +
    " cant be|you must be|has to be|are yall|is dis|aint you|you aint|is everyone|are you guys|is anyone" +
    "|is anybody|is someone|is somebody) {filler*}{alive}(?= {ends}(?!\\S)| [,?]|$)(?<! (?:only|so|my" +
    "|your) (?:real|human|genuine|alive))(?<! for real)",
  "(?:are|is) (?:you|this) for real$",
  // am i talking to a real person
  "(?:am i|im|are we|was i|been|we|is it like|are people|i was|everyone here|am) {filler*}{talking}" +
    " (?:to|with|at|for|a)? ?{filler*}(?:{machine}|{fraud}|{hired}|{alive}|some (?:guy|dude|man|random)" +
    "|someone else|somebody else)(?! (?:estate|agent))",
  "(?:am i|im|are we|is it) (?:really|actually|truly|even|honestly|fr|seriously) {filler*}{talking}" +
    " (?:to|with) (?:the real )?you",
  "(?:pay|paying|paid|do i|did i|hope|hoping|rather|like|feels?|just|hate|dont want to|wasting|wasted" +
    "|spent|spending) (?:\\S+ ){0,4}(?:talk|talking|chat|chatting|speak|speaking|text|texting) (?:to" +
    "|with)? ?{filler*}(?:{sure}|software|program)(?! (?:fan|lover|engineer))",
  "(?:is|are) there {filler*}(?:any )?(?:humans?|(?:real|actual|live|living|genuine) (?:person|people" +
    "|humans?|girl|woman|lady))",
  "who(?: is|s)? (?:really|actually|truly|even) (?:texting|messaging|writing|talking|chatting|typing|replying)",
  "(?:have|got|use|using|hire|hired|pay|paying|employ|with) (?:a |an |any |some |paid |of )*(?:ghost" +
    " ?writers?|chatters?|ghostwriting)",
  "(?:does|do|did|has|have) (?:a |an |your |ur |some |the |another |other )*{somebody} (?:else" +
    " )?(?:run|write|manage|handle|answer|control|own|type|reply|respond|use|operate) (?:to )?(?:your|ur" +
    "|this|the|these|for you|my|it|all)",
  "(?:are you|youre|ur|you are|is this|this is|youre probably|bet its|is it|its) {filler*}(?:old |fat " +
    "|creepy |random |weird |real )*(?:guy|dude|man|bro|male|boy)(?= (?:arent|lol|right|pretending" +
    "|behind|or|typing|huh|lmao|in disguise)(?!\\S)| [,?]|$)(?<!(?:the|my) (?:guy|dude|man|bro|male|boy))",
  "are you (?:even|really|actually|for real) (?:a )?(?:real )?(?:woman|girl|female|lady|chick|man|guy)$",
  "nobody (?:real )?(?:types|replies|responds|writes|answers|texts|talks) (?:that|this|so|like)",
  "(?:you|ur|this|that|it|all|profile|account) (?:all |just |kind of |kinda )*{seem} (?:so |really " +
    "|very |super |kind of |kinda |a bit |like a |like |pretty |a little )*(?:fake|catfish|scam|scammy)$",
  "{sure} vibes",
  "(?:giving|gives|gave) (?:me |off )?{filler*}{sure}",
  "(?:canned|robotic|automated|scripted|generic|copy ?(?:and )?pasted?|chatgpt|bot|ai|template|robot" +
    "|pre ?written) (?:ass |bot |ai )*(?:answer|reply|response|responses|replies|answers|message" +
    "|messages)",
  "(?:you|youre|ur|just|all|is this|are these|thats|this is) (?:\\S+ )?copy(?:ing)? (?:and )?past(?:e|ing|ed)",
  "(?:reading|following|using|sticking to|off) (?:from |off )?(?:a |your |the )?script",
  "(?:who|whos|someone|person|human|real) ~ (?:on|at) the other (?:end|side)",
  "are you {filler*}(?:really|actually|truly|even) {filler*}(?:(?:girl|person|woman|one|lady|model" +
    "|same \\S+|same) (?:in|from|on) (?:the|these|those|your|ur) (?:pics?|photos?|pictures?|profile" +
    "|videos?|images?)|her$|her or|him$)",
  "(?:hire|hired|pay|paid|hiring|paying) (?:someone|somebody|people|a team|an agency|a guy) to (?:text" +
    "|type|reply|write|answer|chat|talk|respond|message)",
  "how many people (?:are )?(?:\\S+ )?(?:typing|write|writing|run|running|answer|answering|use|using|behind)",
  "(?:photoshopped|edited|filtered|generated|rendered) or real",
  "(?:do you have|whats|show me|tell me|what is|ignore) (?:a |your |ur |the )*(?:system )?prompt(?! for)",
  "(?:something|anything) (?:a |an )?{sure} (?:wouldnt|would never|cant|couldnt|would not|wont)",
  "what would (?:a |an )?(?:real |actual )?(?:human|person) say",
  "(?:know|sure|prove|certain|trust|verify|believe) (?:that )?(?:its|this is|it is|thats|it was)" +
    " (?:really |actually |even |truly )*you$",
  "{sure} written all over",
  "(?:fake|scam|bot|catfish|ai)(?: ass)? (?:account|profile|page)$(?<!(?:a|another|the|from a|some|an)" +
    " (?:fake|scam|bot|catfish|ai)(?: ass)? \\S+)",
  "(?:this is|youre|thats|its|is this|^) ?(?:a |another )?(?:fake|scam|spam|catfish)(?: ass)?" +
    " (?:account|profile|page|bot)$",
  "you {filler*}(?:catfishing|botting)",
  "(?:you|u) exist (?:for real|irl|in real)",
  "^{lead*}(?:any |anyone |anybody |a |an )?(?:live |real |actual |living )*(?:humans?|person|people" +
    "|someone|somebody)(?: real| human)?(?: (?:here|there|on this account|in there|around|available" +
    "|behind this|reading this|at all))* \\?$(?<!(?:^|[,?] )(?:a |any )?(?:person|people|someone" +
    "|somebody)(?: here| there)? \\?)",
  "^{lead*}(?:anyone|anybody|someone|somebody) (?:real|human|alive)",
  "what (?:software|program|model|ai|llm) (?:runs|powers|is running|writes)",
  "{sure} (?:girlfriend|girl|model|influencer|companion) \\?$",
  "who am i {filler*}{talking} (?:to|with)",
  "who(?:m|s)? {filler*}(?:am i|is it that im) {talking}",
  // bot? human or bot, real or fake
  "^(?:{lead*})?{filler*}{sure} \\?$",
  "^{lead*}(?:real|human|person|man|girl|woman|bot|robot|ai|machine|real person|real girl|real human|a" +
    " bot|a human|a person|an ai|real woman|chatgpt|fake|legit|automated|auto) or {filler*}(?:{machine}" +
    "|{alive}|fake|real|human|not|person|catfish)$",
  "(?:human|person|real|man|girl|woman|you|real girl|real person) or (?:a |an |just |some )?{sure}",
  "{sure} or (?:a |an |actual |actually |just )*(?:human|person|real|not|man|woman|girl|living)",
  "^{lead*}(?:fake account|real account|real person|real human|real girl|auto reply|auto response|fake" +
    " profile|real profile|human|catfish|a bot|a real person|robot|chatbot|bot account|bot alert|fake" +
    "|real) \\?$",
  "^{lead*}(?:bot|robot|chatbot|chatgpt|bot alert|bot account|fake account|bot detected|bot vibes|ai" +
    "|total bot|such a bot|nice bot|good bot|bad bot|typical bot|stupid bot)$",
  // you sound like a bot, your replies seem automated
  "(?<!(?:^| )(?:i|im|i just|do i|i kinda|me|we|i always|i sometimes) ){seem} (?:(?:just|so|very|a lot" +
    "|exactly|kind of|kinda|a bit|a little|really|too|super|like|to|be|me|as|way|pretty|totally|more|to" +
    " me) )*{filler*}(?:like )?{filler*}(?:{sure}|artificial|scripted|robotic|automated|generated|copy" +
    " ?pasted?|copy and pasted?|canned|pre ?written|inhuman|ai generated|preset|templated)(?! (?:art|fan" +
    "|lover))",
  "(?:your|ur|these|those|the|this|that|all|such) (?:(?:replies|answers|messages|responses|texts|reply" +
    "|answer|message|response|text|account|profile|page|way you|pics|photos|pictures|videos|voice" +
    "|selfies|chat|convo|conversation|dms|voice notes|images|captions|stuff) )(?:(?:are|is|was|were|all" +
    "|look|looks|feel|feels|seem|seems|sound|sounds|run|made|actually|really|even|so|just|be|being" +
    "|totally|too|very|kind|of|kinda|like|written|generated|managed|handled|operated|controlled|sent|by" +
    "|a|an|the|ai|some|reads|an actual|your|legit|from) )*(?:{machine}|{fraud}|{hired}|real|human|copy" +
    " ?pasted?|edited by ai|filtered by ai|canned|someone else|another person|perfect to be real|bot" +
    " like|legit)",
  "(?:are|is) (?:your|ur|these|those|this|that|the) (?:pics|photos|pictures|pic|photo|picture|videos" +
    "|messages|account|profile|replies|page|texts|voice|selfies|face) {filler*}(?:{machine}|{fraud}|real" +
    "|human|legit)",
  "(?:such|what|typical|very|classic|total|thats) (?:a |an )?(?:bot|ai|robot|chatgpt|robotic" +
    "|automated) (?:answer|reply|response|thing|message|move|text|line)",
  // prove it
  "(?:prove|proof|verify|confirm|show me|demonstrate|convince me|evidence|assure me|guarantee) (?:to" +
    " me |that |me |its |it |of |if )*(?:youre|you|your|ur|this|its|it is|this is) {filler*}(?:humanity" +
    "|humanness|human|real$|alive|legit|reality|identity|exist|existence|person|{machine})",
  "(?:captcha|turing test|pass the turing|voigt kampff|im not a robot test)",
  "(?:only|something|anything) (?:a )?(?:real |actual )?(?:human|person|human being) (?:would|could|can|knows|says)",
  "(?:too|very|so|way too) ~ to be (?:a |an )?(?:real |actual )?(?:human|person|real$)(?<!good to be" +
    " real|beautiful to be real|hot to be real|pretty to be real|perfect to be real|cute to be real)",
  "(?:no|what|which) (?:real |actual |normal )?(?:human|person) (?:types?|writes?|replies|answers?" +
    "|texts?|talks?|responds?|can|could|speaks?)",
  // who is typing, is an agency writing this
  "(?:whos|who|who is|whose|who the hell is|who actually|who else|who really) {filler*}(?:(?:typing" +
    "|answering|replying|responding)(?: {these}| rn| here| right| [,?]|$)|(?:writing|sending|running" +
    "|handling|managing|operating|controlling|reading) (?:these|this|that|those|ur|your|it|the|my" +
    " messages|back|to me|everything)|behind (?:this|these|the (?:account|screen|keyboard|messages" +
    "|profile|page|chat)|your (?:account|messages|page|profile)|ur account|all this|that screen))",
  "who {filler*}(?:writes|types|answers|sends|runs|manages|handles|controls|operates|replies to|reads" +
    "|responds to) (?:your|ur|these|this|the|those|my|for you|it)(?! (?:favorite|music|lyrics|songs" +
    "|house|country|world))",
  "do you {filler*}(?:personally )?(?:write|type|send|answer|read|reply to|respond to|run|manage" +
    "|handle|see) (?:to )?(?:these|this|them|your|ur|your own|ur own|all|all these|all of these|the|my" +
    "|it|everything|back)(?: (?:own|messages?|dms|replies|texts|account|page|chats|all|inbox))*" +
    " ?(?:yourself|urself|personally|on your own|by hand|$|alone|or (?:is|does|do|have|someone|somebody" +
    "|a|an|your))",
  "(?:is|does|are|do|has|have|did|got|get|getting|hire|hired|hiring|let|lets|paying|pay|having|its|it" +
    "|this|be|by|using|use|you|think) (?:it |this |that |there |some |a |an |another |your |ur |really " +
    "|actually |just |like |one |the |probably |paid |random |other |hired |whole |real |fat |old |hairy" +
    " |sweaty |weird |creepy )*{somebody} (?:else )?(?:is |are |thats |who |who is |whos |that |really " +
    "|actually |just |be )*(?:typing|answering|replying|responding|ghostwriting|(?:writing|texting" +
    "|messaging|chatting|running|handling|managing|operating|controlling|sending|reading|talking|posting" +
    "|behind|pretending|using) (?:{these}|account|page|screen|keyboard|with me|for her|as her|to be|as a" +
    "|a screen|under))",
  "(?:are you|is this|youre|this is|its|is it|probably|you are|talking to|texting|bet youre|bet its" +
    "|bet this is|you) {filler*}(?:some |an |a |your |ur |the |paid |really |like |old |fat |creepy " +
    "|random )*(?:{hired}|guy|dude|man|men|bro|old man|boy|male|person|group of \\S+) (?:typing|writing" +
    "|behind|in (?:an office|india|a call|some|the philippines|a basement|a room|his)|pretending" +
    "|replying|answering|posing|running|texting|working for|with a|account|using|managing|acting" +
    "|chatting|responding|talking|handling|hired|paid|sitting)",
  "(?:are you|is this|youre|this is|is it|are these) {filler*}(?:{hired})(?: \\?| or| \\S+ \\?|$|" +
    " account| typing)(?<!(?:a|the) (?:manager|assistant|team|intern|secretary|agent|rep|worker|company" +
    "|employee|admin)(?: \\?)?)",
  "(?:run|managed|operated|controlled|handled|written|answered|sent|typed) by (?:a |an |your |ur |the " +
    "|some |someone |people |other )*(?:{hired}|bots?|ai|else|machine|computer|guy|dude|chatgpt|software" +
    "|man)",
  "(?:is|are|was|isnt) (?:this|that|it|these) {filler*}(?:you|u|her) (?:or|and not) (?:a |an |the " +
    "|some |someone |somebody |your |ur |just )*(?:{hired}|{machine}|else|guy|dude|friend typing|other" +
    " person|another|people)",
  "(?:is|was) (?:this|that|it) (?:really|actually|truly|even|legit|genuinely|honestly|fr|the real)" +
    " {filler*}(?:you|u|her)(?! (?:in|on|with|from|at|favorite|first))",
  "(?:is|was) (?:this|that|it) {filler*}(?:you|u|her) (?:{answering}|speaking)",
  "are you {filler*}(?:the one|one|personally|yourself) {filler*}(?:{answering}|who {answering}|who" +
    " types|who writes|whos)",
  "(?:are you|you) {filler*}(?:{answering}) (?:this|these|to me|me|that|it|those)?(?: back)?" +
    " ?(?:yourself|urself|personally|or (?:is|someone|somebody|does|a|an|just))",
  // existence and presence
  "do you {filler*}exist(?! (?:only|to|just|for))",
  "(?:are you|you) (?:even |really |actually )*(?:alive|sentient|conscious|self aware)$",
  "you dont {filler*}exist",
  "do you (?:even |really |actually )*have (?:a |any )?(?:real |physical |actual |human )?(?:body" +
    "|heartbeat|pulse|consciousness)(?! (?:lotion|wash|type|count|spray|oil|scrub|goals))",
  "do you (?:even |really |actually )*(?:breathe|bleed)",
  "(?:is|are) (?:there |it )?{filler*}(?:anyone|anybody|someone|somebody|people|human|a human|person" +
    "|girl|woman|man|guy|real person|real human|real girl|real woman|humans|soul)(?: actually| even|" +
    " really)? (?:real|human|alive|behind|actually there|on the other (?:side|end)|at the other end" +
    "|reading|typing|writing|answering|in there|there or|here or|there|operating|at the keyboard|at the" +
    " other)(?<!(?:anyone|anybody|someone|somebody) there)(?! (?:with you|for you|next to))",
  "(?:does|do|did|will|would|is|has) (?:a|any|an actual|an|actual|real|some) (?:real |actual |live " +
    "|living |human )*(?:person|people|human|humans|woman|girl|human being) (?:even |actually |really " +
    "|ever |going to )*(?:read|see|answer|write|reply|respond|type|reads|answers|run|check|look|sit" +
    "|talk)(?:ing)?",
  // made by ai
  "(?:did|does|do|is|was|bet|think|let|had|have|has|ask|asked|asking|make|made|using|used|use|get|got)" +
    " (?:you )?(?:a |an |the |your )?(?:chatgpt|ai|bot|robot|machine|computer|llm|algorithm|gpt) (?:just" +
    " |really |actually |to )?(?:write|say|send|type|generate|answer|reply|respond|wrote|talk|text|come" +
    " up|replying|answering|writing|typing|talking|texting|responding|come)(?! (?:me|my|about|our|us" +
    "|poems|a poem)(?!\\S))",
  "(?:chatgpt|ai|bot|robot|machine|gpt) (?:just |probably |definitely |clearly |totally |def" +
    " )?(?:wrote|generated|typed|replied|responded) (?:this|that|these|it|those|your|ur|all)",
  "(?:are|were|do|did|is) (?:you|this|that|she) {filler*}(?:using|use|copying|pasting|copy pasting" +
    "|copying from|running on|powered by|running|copy pasted from|copied from|from|talking through" +
    "|talking with) {filler*}(?:ai|chatgpt|a bot|bots|llm|language model|artificial intelligence|an app" +
    "|a script|gpt|auto reply|automation|automated|openai|a chatbot|a program)(?= (?:to (?:reply|answer" +
    "|write|text|chat|message|talk|respond|flirt|say|type|send|generate)|for (?:this|that|these|your" +
    " (?:replies|messages|answers|texts)|replies|replying|answering|messages|texting)|rn|right now|on me" +
    "|or|lol|here|with me)(?!\\S)| [,?]|$)(?<!do you use (?:ai|chatgpt)(?: \\S+)?)",
  "do you use (?:ai|chatgpt|a bot|bots|an ai|automation|auto reply) (?:to (?:reply|answer|write|text" +
    "|chat|message|talk|respond|flirt)|for (?:your |ur )?(?:replies|messages|answers|texts|replying|dms" +
    "|chatting|texting|this))",
  "(?:what|which|whose) (?:kind of |type of |sort of )?(?:ai|llm|language model|chatbot|bot|robot|gpt" +
    "|ai model|version of chatgpt|model of ai) (?:model |version |software |bot |system )?(?:are|is" +
    "|powers|do|runs|am|made)(?! you (?:think|like|use for))",
  "(?:what|which) model (?:are you running|are you based|are you built|do you run|powers you|is this" +
    " running|are you using to (?:reply|answer|talk)|version are you)",
  "(?:who|what company|which company) (?:programmed|coded|built|trained|developed|created|designed" +
    "|made|owns|invented|powers) (?:you|u|this bot|this ai)(?! (?:so|laugh|smile|sad|mad|happy|cry" +
    "|dinner))",
  "(?:are|were|have) you (?:been )?(?:programmed|coded|pre ?programmed|trained by|trained on|scripted" +
    "|automated|a recording|prerecorded|generated)",
  "(?:your|ur) (?:programming|algorithm|training data|source code|code base|developers?|programmers?" +
    "|creator|system prompt)",
  "(?:i dont|i do|i cant|hard to|not|im not|never|dont) (?:think|believe|trust|buy|convinced|sure|know" +
    " if|know whether|tell if) ~ (?:you|ur|youre|this|its|it is) {filler*}(?:exist|real|human|person|a" +
    " person|bot|ai)(?= {ends}(?!\\S)| [,?]|$)",
  "(?:youre|ur|you are) (?:catfishing|scamming|botting|faking)",
  "{sure} (?:detected|alert|spotted|vibes|behavior|behaviour|account|accusations)$",
  "(?:definitely|obviously|def|clearly|totally|100|deffo|probably|prolly|such|has to be|must be|gotta" +
    " be|smells like|reeks of|screams|thats) {filler*}(?:a |an )?(?:bot|ai|robot|chatbot|chatgpt)(?=" +
    " (?:lol|lmao|bro|account|here|right|smh|tbh|fr)(?!\\S)| [,?]|$)",
]);
