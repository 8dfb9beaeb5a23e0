// Small closed lists that the rules around the tagger need: titles, days, demonyms, names of one country.

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s*;\s*/).map((word) => word.trim()))

/** Titles that stand before a person's name and are no part of it; lower case, without the point. */
export const TITLES = set(
  `mr;mrs;ms;mx;miss;messrs;dr;doctor;prof;professor;rev;reverend;fr;father;pastor;rabbi;imam;bishop;archbishop;cardinal;
  pope;patriarch;ayatollah;sheikh;sheik;mullah;sir;dame;lord;lady;baron;baroness;count;countess;duke;duchess;earl;prince;princess;king;queen;emperor;empress;tsar;tsarina;czar;sultan;emir;
  president;vice;vice-president;deputy;premier;prime;minister;chancellor;secretary;senator;sen;senators;representative;rep;reps;congressman;
  congresswoman;governor;gov;mayor;ambassador;envoy;commissioner;attorney;speaker;justice;judge;councillor;councilman;
  chairman;chairwoman;chair;chief;director;spokesman;spokeswoman;general;gen;lieutenant;lt;colonel;col;major;maj;captain;capt;
  sergeant;sgt;corporal;cpl;private;pvt;admiral;adm;commander;cmdr;marshal;officer;detective;inspector;sheriff;constable;
  superintendent;ceo;coach;adviser;advisor;foreign;defense;defence;finance;interior;national;security;state;of;us;u.s;writer;writers;reporter;
  correspondent;first;ministers;then-president;ex-president;president-elect;presidents;sgts;lts;drs;profs;governors;messr;
  photographer;journalist;editor;author;professor;actor;actress;singer;democrat;republican;former;field;brigadier;hon;saint`.replaceAll(
    '\n',
    '',
  ),
)
/** Of those, the ones that show by themselves that a person's name follows. */
export const PERSON_TITLES = set(
  `mr;mrs;ms;mx;miss;dr;prof;professor;sen;rep;gov;gen;lt;col;maj;capt;sgt;cpl;adm;cmdr;rev;president;senator;congressman;congresswoman;
  secretary;minister;chancellor;mayor;ambassador;prince;princess;king;queen;pope;sir;dame;judge;justice;governor;detective;sheriff`.replaceAll(
    '\n',
    '',
  ),
)
/** What follows a surname and is part of the name but tells nobody apart. */
export const SUFFIXES = set('jr;jr.;sr;sr.;ii;iii;iv;phd;ph.d.;md;m.d.;esq;esq.;obe;cbe;mp;qc;kc')

/** Words that are no names by themselves, whatever their capitals. */
export const NEVER_ALONE = set(
  `monday;tuesday;wednesday;thursday;friday;saturday;sunday;january;february;march;april;may;june;july;august;september;
  october;november;december;jan;feb;mar;apr;jun;jul;aug;sept;sep;oct;nov;dec;jan.;feb.;mar.;apr.;aug.;sept.;oct.;nov.;dec.;
  mon;tue;tues;wed;thu;thurs;fri;sat;sun;christmas;easter;thanksgiving;i;i'm;i'd;i've;i'll;
  file;photo;image;video;caption;credit;read;more;share;comments;advertisement;subscribe;watch;listen;editor;editors;note;
  mr;mrs;ms;dr;sir;president;minister;senator;governor;mayor;king;queen;prince;princess;pope;am;pm;a.m.;p.m.;est;gmt;et;bc;ad;tv;
  he;she;it;we;they;you;the;a;an;this;that;these;those;there;here;but;and;or;if;when;while;what;who;why;how;where;yes;no;not;
  his;her;its;our;their;my;your;in;on;at;of;to;for;from;by;with;as;also;so;however;meanwhile;earlier;later;now;then;still;
  english;internet;web;god;dj;mc;tsar;czar;emperor;chief;sultan;covid;covid-19;ceo;cfo;dna;gdp;ai;pdf;faq;url;http;https;html;ok;vs;vs.;no.;nos.;ap photo`.replaceAll(
    '\n',
    '',
  ),
)

/** One entity, several names: the first is the one shown. Compared without points and "the", in lower case. */
export const SAME_PLACE: readonly (readonly string[])[] = [
  ['United States', 'US', 'USA', 'United States of America', 'America'],
  ['United Kingdom', 'UK', 'Britain', 'Great Britain'],
  ['United Arab Emirates', 'UAE'],
  ['Soviet Union', 'USSR'],
  ['Kyiv', 'Kiev'],
  ['Kharkiv', 'Kharkov'],
  ['Odesa', 'Odessa'],
  ['Washington, D.C.', 'Washington DC', 'Washington D.C.'],
  ['New York City', 'NYC'],
  ['Democratic Republic of the Congo', 'DRC', 'Democratic Republic of Congo'],
  ['Czech Republic', 'Czechia'],
  ['Myanmar', 'Burma'],
  ['Turkey', 'Türkiye'],
  ['Ivory Coast', "Côte d'Ivoire"],
  ['The Hague', 'Hague'],
]
export const SAME_ORGANISATION: readonly (readonly string[])[] = [
  ['Associated Press', 'AP'],
  ['European Union', 'EU'],
  ['United Nations', 'UN'],
  ['NATO', 'North Atlantic Treaty Organization', 'North Atlantic Treaty Organisation'],
  ['Federal Reserve', 'Fed'],
  ['FBI', 'Federal Bureau of Investigation'],
  ['CIA', 'Central Intelligence Agency'],
  ['NASA', 'National Aeronautics and Space Administration'],
  ['BBC', 'British Broadcasting Corporation'],
  ['World Health Organization', 'WHO', 'World Health Organisation'],
  ['International Monetary Fund', 'IMF'],
  ['Agence France-Presse', 'AFP'],
]

/** First names and their short forms. */
export const NICKNAMES: readonly (readonly string[])[] = [
  'joseph joe', 'robert bob rob bobby robbie', 'william bill will billy', 'richard rick dick rich', 'james jim jimmy jamie',
  'john jack johnny', 'michael mike mick', 'thomas tom tommy', 'charles charlie chuck', 'edward ed eddie ted',
  'theodore ted teddy', 'anthony tony', 'andrew andy drew', 'benjamin ben', 'daniel dan danny', 'david dave', 'donald don',
  'kenneth ken kenny', 'lawrence larry', 'matthew matt', 'nicholas nick', 'patrick pat', 'peter pete', 'philip phil',
  'ronald ron', 'samuel sam', 'stephen steve', 'steven steve', 'timothy tim', 'alexander alex', 'alexandra alex',
  'elizabeth liz beth betty lizzie', 'katherine kate kathy', 'catherine cathy kate', 'margaret maggie peggy', 'susan sue',
  'jennifer jen jenny', 'deborah deb debbie', 'patricia pat patty', 'barbara barb', 'christopher chris', 'christine chris',
  'gregory greg', 'jeffrey jeff', 'frederick fred', 'gerald gerry jerry', 'leonard len leo', 'raymond ray', 'vladimir volodymyr',
  'bernard bernie', 'charlotte charlie', 'zachary zach', 'joshua josh', 'nathaniel nate', 'abraham abe', 'albert al',
].map((group) => group.split(' ')) // prettier-ignore
