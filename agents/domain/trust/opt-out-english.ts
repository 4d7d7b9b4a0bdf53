// English ways to say "do not write to me any more" (trust C14).
import { phraseRules } from "./phrase-rules.ts";

const LISTS = {
  soft: "please|kindly|just|all|ever|fucking|freaking|now|already|immediately|so|the fuck|the hell",
  /** What turns "stop texting me" into its opposite, a memory, or somebody else's affair. */
  kept:
    "(?:dont|never|cant|wont|not|couldnt|wouldnt|doesnt|didnt|shouldnt|nobody|why)(?: (?:you|ever|even" +
    "|please|just))*|(?:if|when|did|since|once|before|until|till|unless|because|have|had|will|the day)" +
    " you|(?:him|her|them|ex|boss|mom|mum|dad|brother|sister|cousin|people|friends?|everyone|guys?|girl" +
    "|coworkers?) to|(?:dont|never|not) (?:want|need|tell|ask) you to",
  told:
    "(?:told|asked|tell|begged) (?:him|her|them|my ?\\S*|the ?\\S*) (?:to|that)|(?:he|she|they|people" +
    "|you|it|who|girls|ex|boss|mom|dad|brother|sister|why dont you|if you)",
  staying:
    "never|not|dont|wont|should i|would i|id|i would|ever|fans|people|they|she|he|why did you|to never" +
    "|not to|not going to|i just|i already|already|almost",
  others:
    "(?:he|she|they|people|it|who|girls|ex|boss|mom|dad|brother|sister|why dont you|if you)(?: (?:should" +
    "|to|will|would|must))?",
  stopped:
    "(?:(?:appreciate|great|nice|good|love|like|prefer|better|best|thankful|grateful) (?:it )?if|wish" +
    "|rather|prefer) (?:you|youd) (?:would |could |just |please )*(?:stopped|quit|stop|cease)",
  neednt:
    "(?:no need|no reason|dont have|dont need|never need) to|(?:rather|prefer|appreciate|like|better" +
    "|great|nice|mind|prefer it|love it) (?:it )?(?:if )?(?:you )?(?:didnt|dont|did not|would not" +
    "|wouldnt|not)|(?:can|could|would|will) you (?:please |just |maybe )*not|want you not to|asked you" +
    " not to|told you not to|said not to|please not",
  stop: "stop|quit|cease|discontinue|knock off",
  writing:
    "texting|messaging|writing|contacting|dming|emailing|pinging|spamming|bothering|bugging|pestering" +
    "|harassing|annoying|disturbing|stalking|hounding|badgering|nagging|flooding|bombarding|hitting" +
    "|hitting up|reaching out|talking|sliding|blowing|blowing up|filling|hmu",
  me: "me|us|my line|my chat|my phone|my inbox|my dms|my number|this number|my mentions",
  write:
    "text|message|write|contact|dm|email|ping|bother|disturb|spam|bug|harass|hit|hmu|reach out to|talk" +
    " to|speak to|write to|annoy|try to contact|try to reach|reply to|answer|respond to",
  sent:
    "them|those|messages|message|texts|dms|emails|spam|notifications|promos|promotions|promo|offers|ads" +
    "|alerts|stuff|things|these|this|anything|shit|crap|bullshit|junk|newsletters|updates|this crap|this" +
    " stuff|this shit|that stuff|marketing",
  post:
    "messages|texts|dms|emails|spam|notifications|promos|promotions|offers|ads|alerts|newsletters" +
    "|reminders|contact|marketing|text messages|blasts|chats",
  det:
    "the|these|those|this|that|your|ur|all|any|more|any more|me|of|with|from|it|you|damn|stupid|annoying" +
    "|fucking|constant|random|automated|such|my|anymore|further|another|so many",
  dont: "dont|never|do never|no longer|stop trying to",
  sometime:
    "when|while|at|during|first|so|that|like|about|until|till|before|if|today|tonight|right now|now|yet" +
    "|too|tomorrow|this (?:late|early|morning|week|weekend)|on (?:\\S+days?|weekends?|the)|in the|back$" +
    "|as|because you|without|poems|songs|a|an|love|letters|lies|baby|babe|cute|in (?:english|spanish)" +
    "|only",
  polite:
    "please|thanks|thank you|now|ok|okay|just|hey|hi|hello|kindly|can you|could you|would you|will you" +
    "|id like to|i would like to|i want to|i wish to|i need to|want to|how do i|how can i|how to|where" +
    " do i|where can i|let me|all|me|us|again|for good|asap|immediately|man|bro|dude|i|yo|omg|already" +
    "|right now|help me|do i|can i|need to|like to",
  forget: "remove|take|get|delete|drop|scratch|strike|erase|pull|removed|taken|deleted|off|out",
  mine: "me|my name|my number|my contact|my contacts|my info|my phone|my phone number|my email|us|this number",
  list:
    "list|lists|mailing list|contact list|message list|messages list|contacts|contact|database|system" +
    "|broadcast|phone|texts|messages|phonebook|spam list",
  receive:
    "receive|receiving|get|getting|see|seeing|read|reading|hear|hearing|be receiving|be getting|keep" +
    " getting|keep receiving",
  unwanted:
    "dont want|do not wish|dont wish|no longer want|no longer wish|dont need|dont care|never wanted|no" +
    " longer need|dont wanna|prefer not|would rather not|id rather not|never asked|didnt ask|dont like" +
    "|not interested in|interested anymore in|sick of|tired of|fed up with|done with|over|sick and tired" +
    " of|had enough of",
};

export const ENGLISH_OPT_OUT = phraseRules(LISTS, [
  // it would be nice if you stopped texting me, no need to message me again, can you not write me
  "{stopped} {soft*}(?:{writing}|sending) (?:to |up )?(?:{me}|{det*}{post})",
  "{neednt} (?:to |you |please )*(?:{write}|{writing}|send|sending) (?:to )?(?:{me}|{det*}{post}){-sometime}",
  // stop texting me, can you please stop sending me stuff, how do i make these texts stop
  "{!kept}{stop} {soft*}{writing} (?:to |up |in |into |out to |on )?{me}",
  "{!kept}{stop} {soft*}(?:texting|messaging|writing|contacting|dming|spamming|harassing|emailing)(?: {polite})*$",
  "{!kept}{stop} {soft*}sending {det*}{sent}",
  "{!kept}{stop} {soft*}(?:it )?{soft*}(?:with )?{det*}{post}",
  "how (?:do i|can i|to|do you) (?:make|get) (?:this|it|these|them|you) (?:to )?stop(?:ping)?$",
  "(?:dont|never|not|cant) (?:remember|recall) (?:signing|subscribing|agreeing|opting|asking)(?:" +
    " up)?(?: in)? (?:for|to) (?:this|these|any|your)",
  "(?:make|want|need|get|like) {det*}{post} (?:to )?(?:stop|end|go away|stopped)",
  "(?:i|and|really) (?:dont|didnt|never) (?:want|ask for|need|asked for) (?:them|these|this|any of" +
    " (?:this|these))(?: {polite})*$(?<={post} .*)",
  "{post} (?:are|is) (?:not |very |so |really )*(?:unwanted|wanted|welcome|unwelcome|harassment|spam" +
    "|annoying me|bothering me)(?<=unw\\S+|not \\S+|spam|me|ment)",
  "{post} (?:must|need to|have to|should|better) (?:stop|end)",
  "^(?:turn|switch|shut) off {det*}{post}",
  "(?:to|i|can you|please) (?:turn|switch|shut) off {det*}{post}",
  "(?:turn|switch|shut) {det*}{post} off",
  "(?:end|silence) (?:these|all|the|this|your) {post}",
  "^{polite*}(?:mute|silence|disable) (?:this|the|these) (?:conversation|chat|thread|notifications)",
  "^{polite*}(?:end|cancel|disable|mute|block|halt|deactivate|end subscription to) {det*}{post}",
  // don't text me again, never contact me, dont send me any more messages
  "{!told}{dont} {soft*}(?:you )?(?:ever )?(?:dare )?{write} (?:to )?(?:{me}|up)(?: up)?{-sometime}",
  "{!told}{dont} {soft*}(?:text|message|contact|dm|write|hmu|bother|email)(?: {polite})* (?:again" +
    "|anymore|no more|back)$",
  "{dont} (?:bother|keep|try|ever try) (?:messaging|texting|writing|contacting|replying|dming|spamming)",
  "^{polite*}discontinue(?: {polite})*$",
  "^(?:youre|you are|consider yourself|and youre) (?:getting )?blocked(?: {polite}| bye)*$",
  "{dont} reach out (?:again|anymore|to me)",
  "(?:^|please |so |just ){dont} (?:text|message|contact|dm|write)$(?<!never \\S+)",
  "{!told}{dont} {soft*}call (?:me )?(?:or text|or message|again|anymore|ever)",
  "{!told}{dont} {soft*}send {det*}(?:messages|texts|dms|emails|spam|notifications|promos|promotions" +
    "|offers|ads|anything|stuff|more|these|shit|crap|text messages)(?: (?:to|else|again|anymore|like" +
    " this|ever|please|of (?:this|these|them)|messages|texts|stuff|things))*$",
  "(?:do not|dont) {det*}(?:contact|disturb)$",
  "^{polite*}no (?:more|further|mas) {det*}{post}",
  "^{polite*}no {post}(?: {polite})*$",
  "(?:dont|never|no longer|not) (?:consent|agree|given? (?:you )?(?:permission|consent)) (?:to|for) ~" +
    " (?:{post}|this|contact\\S*)",
  "(?:no|any|zero|without) (?:further|more) contact",
  "^{polite*}(?:no contact|zero contact|no more)(?: {polite})*$",
  "no more (?:\\S+ )?(?:messages|texts|spam|msgs|dms|texting|messaging|of (?:this|these|your|ur|them))",
  // i don't want to hear from you again, i'm sick of your messages
  "{unwanted} (?:to )?(?:be )?{receive} {det*}(?:{post}|anything|this|these|stuff|you)",
  "{unwanted} (?:to )?be (?:contacted|messaged|texted|bothered|disturbed|on (?:this|your|ur|the))",
  "{unwanted} {det*}{post}",
  "(?:{unwanted}) (?:you|anyone|u) (?:to )?{soft*}(?:{writing}|{write}|send|sending)(?: to)? (?:{me}" +
    "|messages|texts|stuff|more)",
  "{unwanted} (?:to )?(?:talk|speak|chat) (?:to|with) you (?:anymore|again|ever)",
  "(?:want|like|wish|need|how do i|how can i|how to|prefer) (?:to )?stop {receive} {det*}(?:{post}" +
    "|these|this|stuff|anything)",
  "never want to (?:hear|see|get|receive) ~ again",
  "(?:i did not|i didnt|i never|never) (?:sign|signed|subscribe|subscribed|opt|opted|agree|agreed|ask" +
    "|asked|consent|consented|gave consent|give consent)(?: up)?(?: in)? (?:for|to) (?:this|these|any" +
    "|your|ur|that|be|get|receive)",
  // unsubscribe, opt out, off the list
  "^(?:{polite} )*unsubscribe(?: (?:{polite}|from (?:all|this|these|those|your|ur|the list|you|here" +
    "|everything|it|texts|messages|emails)(?: \\S+){0,2}))*$",
  "(?:{polite} )unsubscribe(?: me| from (?:all|this|these|your|you|here|everything))*$",
  "{!staying}unsubscribed?(?: (?:{polite}|me|button|link|option|from (?:this|these|all|your|you|here" +
    "|the list|everything|it|your list)(?: \\S+)?))*$",
  "(?:remove|unsubscribe|delete|take|get|drop) (?:me|us|my number|this number) (?:from|off|out of)(?:" +
    " of)? (?:everything|this|these|it|here|all(?: of (?:this|it|these))?|your \\S+|whatever \\S+" +
    " \\S+)(?: {polite})*$",
  "(?<!(?:did|why did|have|when did) you )unsubscribe (?:me|us|my number|this number)",
  "(?:unsubscribed|opted out|removed) from (?:this|these|all|your|ur|here|the)",
  "(?:want|asked|ask|like|need|wish|demand|request|requested) (?:to be|me) (?:unsubscribed|removed" +
    "|opted out|off|taken off)",
  "{!kept}(?:opt ?out|opting out|optout)",
  "opt (?:me|us) out",
  "{!kept}(?:opt|sign|count|cut|leave) (?:me|us) out(?: of (?:this|these|your|the|all|it)(?: \\S+)?)?$",
  "{!kept}{forget} {mine} {soft*}(?:from|off|off of|out of|of) {det*}(?:{list})",
  "^{polite*}(?:remove|take) (?:me off|my name off|me$|my name$)|^{polite*}remove (?:me|my name|us)(?:" +
    " off| out)?(?: {polite})*$",
  "{forget} {mine} (?:off|from|out of|off of) (?:\\S+ ){0,3}(?:list|lists)",
  "(?:off|out of|from) (?:this|your|ur|the|that) (?:mailing |contact |message |msg |text |texting )?(?:list|lists)$",
  "^{polite*}(?:delete|lose|forget|remove|erase|block|drop|unsave) (?:my|this) (?:number|contact" +
    "|digits|cell|phone number|phone)",
  "(?:off|off of) {det*}list",
  "^{polite*}block (?:me|my number|this number)",
  // leave me alone
  "{!kept}{!others}leave (?:me|us) (?:the |tf |\\S+ |the \\S+ )?(?:alone|be)(?! (?:tonight|again with|forever in))",
  "(?:want|need|like|just) (?:to be )?left alone",
  "{!kept}let me be(?: {polite})*$",
  "cease (?:all |any )?(?:and desist|contact|communications?)",
  "(?:enough|done) (?:with|of) {det*}{post}",
  "^{polite*}(?:enough|ok enough|thats enough) {post}",
  "(?:text|message|contact|write|dm|bother|write to) {me} (?:again|one more time|once more)(?: (?:and" +
    "|or|then))? (?:ill|im|i will|i am|i swear|you will|youll)",
  "one more (?:message|text|dm|msg|word)(?: \\S+){0,2} (?:and|,) (?:ill|im|youre|i will)",
  "(?:if you|next time you|do not|you) ~ {me} ~ (?:ill|im|i am) (?:going to )?(?:report|reporting" +
    "|block|blocking|calling the|call the|suing)",
  "(?:^blocked|^blocking (?:you|this)(?: number)?|(?<!(?:not|never|be|you|are) )blocking (?:you|this" +
    " number)(?: bye)?)$",
  "(?:im|ill|i will|im going to|ive|about to) (?:going to )?(?:blocking|block|blocked|reporting" +
    "|report) (?:you|this|u|ur|your)(?: (?:now|number|account|profile|bye|if (?:you )?~ (?:texting" +
    "|messaging|text|message|write|contact|again)))*$",
  "(?:revoke|withdraw|withdrawing|revoking|rescind) (?:my )?(?:consent|permission)",
  "(?:revoke|withdraw) ~ (?:consent|permission)",
  "you (?:can|may|should|need to|have to|got to|better|must) {soft*}stop(?: {polite})*$",
  "^(?:go away|get lost|piss off|fuck off|buzz off|get out of my (?:dms|inbox|phone))(?: {polite})*$",
  "(?:stay|get|keep) (?:out of|away from|off) (?:my )?(?:dms|inbox|phone|me)",
  "keep your {post} to yourself",
  "(?:block|report) you if you (?:keep|dont|text|message|write|contact|continue)",
  "keep (?:texting|messaging|writing|contacting|bothering|spamming) (?:me )?(?:and|, and|,) (?:ill|i will|im)",
  "(?:interested|number|messages|messaging|texting|texts|spam|enough|annoying|asked you|i told you" +
    "|said|harassing|spamming|bothering|harassment|bugging)(?: \\S+){0,3}(?: ,)? (?:so )?(?:please" +
    " )?(?:stop|quit|enough)(?: (?:now|please|already|it))*$",
  "^stop(?: it)?(?: please| now)* , (?:i mean it|i said|no more|enough|dont|do not|seriously|im" +
    " serious|not (?:funny|joking|kidding)|im done|please leave|leave|remove)",
]);
