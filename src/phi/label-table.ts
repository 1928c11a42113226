import type { PhiClass } from '../base/types';

/**
 * Labels as they are burnt into pictures, by what their value is. `keep` are labels of technical values: they end a value and their
 * own stays. English, German, French, Spanish, Italian, Portuguese, Dutch; compared without case, accents, spaces and punctuation.
 */
const TABLE: Readonly<Record<string, string>> = {
  name: `patient name|patients name|pat name|pt name|patient|patients|pat|pt|name|full name|last name|first name|middle name|given name|
    family name|surname|maiden name|birth name|mothers name|other names|other name|alias|patientenname|nachname|vorname|name vorname|nom|prenom|
    nom du patient|nom prenom|nombre|apellido|apellidos|paciente|nombre del paciente|cognome|nome|paziente|nome paziente|nome do paciente|
    naam|patientnaam|achternaam|voornaam|guardian|next of kin|emergency contact|contact name|responsible person|subject|subject name`,
  id: `patient id|patients id|medicare|medicare no|medicare number|medicaid|medicaid no|mbi|health no|health number|phn|ihi|ur|ur no|ur number|urn|sin|ahv|ahv nr|kvnr|
    versichertennummer|versicherten nr|versicherungsnummer|nir|insee|cpr|cpr nr|personnummer|nin|aadhaar|pat id|pt id|patient identifier|patient number|patient no|patient nr|pat no|pat nr|pid|id|id no|id number|id nr|identification|mrn|mrn no|mr no|mr number|
    medical record|medical record number|medical record no|med rec no|med rec|hospital number|hospital no|hosp no|hospital id|nhs no|nhs number|nhs|chi no|
    ssn|social security|social security number|social security no|unit no|unit number|chart no|chart number|case no|case number|case id|
    file no|record no|record number|insurance no|insurance number|policy no|policy number|member id|health card|health card no|national id|
    passport|passport no|visit no|visit number|visit id|encounter|encounter no|encounter id|episode|episode no|csn|fin|admission no|
    admission id|admission number|account no|account number|acct|acct no|subject id|patienten id|patientennummer|patienten nr|fallnummer|fall nr|
    numero patient|num patient|id paziente|id paciente|historia|historia clinica|nhc|codice fiscale|cf|dni|bsn|other id|other ids|drivers license|licence no|
    license no|no|nr|device serial number|serial number|serial no|device id|study instance uid|series instance uid|sop instance uid|study uid|series uid|uid|ref no`,
  accession: `accession|accession number|accession no|accession nr|accession id|accnum|acc no|acc number|acc nr|acc|acc id|acn|order no|order number|order id|
    ex|ex no|exam id|exam no|exam number|study id|requisition|requisition no|req no|request no|placer order|filler order|auftragsnummer|
    numero daccession|numero de acceso`,
  date: `study date|exam date|examination date|date|dates|acq date|acquisition date|series date|scan date|content date|image date|visit date|
    date of study|date of exam|date of examination|date of service|date of scan|dos|procedure date|admission date|admitted|discharge date|date of death|
    report date|print date|printed|print date time|today|date time|datetime|acquired|performed|performed on|scanned|datum|untersuchungsdatum|aufnahmedatum|
    studiendatum|date dexamen|date examen|date de letude|fecha|fecha de estudio|fecha estudio|fecha examen|data esame|data exame|data do exame|
    data studio|onderzoeksdatum|lmp|edd|edc|created|dated`,
  'birth-date': `dob|dob sex|dob age|date of birth sex|birth date sex|birth date age|date of birth|birth date|birthdate|birthday|born|born on|bd|birth|patient dob|patient birth date|patients birth date|pat birth date|geb|geb am|
    geboren|geburtsdatum|gebdat|geburtstag|fecha de nacimiento|fecha nacimiento|fecha nac|f nac|fdn|nacimiento|ne le|nee le|date de naissance|
    date naissance|ddn|naissance|data di nascita|data nascita|nato il|nata il|nascita|data de nascimento|data nascimento|nascimento|geboortedatum|gebdatum`,
  time: `study time|time|acq time|acquisition time|exam time|series time|content time|image time|print time|time of birth|birth time|
    uhrzeit|zeit|heure|hora|ora|tijd`,
  age: 'age|patient age|patients age|pat age|age at exam|age sex|alter|edad|eta|idade|leeftijd|age years|age yrs',
  sex: 'sex|gender|patient sex|patients sex|pat sex|sex age|geschlecht|sexe|sexo|sesso|geslacht',
  institution: `institution|institution name|institute|inst|inst name|hospital|hospital name|hosp|clinic|clinic name|facility|facility name|site|site name|center|centre|
    center name|department|dept|dep|department name|ward|location|station name|station|organization|organisation|practice|unit|employer|
    krankenhaus|klinik|praxis|einrichtung|abteilung|etablissement|hopital|clinique|institucion|centro|ospedale|istituto|reparto|struttura|instituicao|ziekenhuis|
    instelling|imaging center|imaging centre|campus|service`,
  physician: `physician|physicians|physician name|referring physician|referring|ref physician|ref phys|ref dr|ref md|ref doctor|ref|referring dr|referring md|
    referring doctor|referrer|referred by|performing physician|perf physician|perf phys|performed by|attending|attending physician|attending md|
    reading physician|reading radiologist|radiologist|read by|reader|reported by|reporting physician|interpreted by|interpreting physician|requesting physician|req physician|
    req phys|req dr|requested by|requesting|ordered by|ordering physician|ordering|consultant|doctor|dr|md|physician of record|op|operator|operators|
    operator name|operators name|oper|tech|technologist|technician|technologist name|tech name|radiographer|sonographer|sonogr|rad|user|
    arzt|zuweiser|uberweiser|behandelnder arzt|untersucher|bediener|mta|mtra|medecin|medecin referent|operateur|prescripteur|manipulateur|medico|
    medico solicitante|medico referente|medico curante|operador|operatore|tecnico|tsrm|arts|verwijzer|surgeon|signed by|verified by|approved by|scanned by`,
  address: `address|addr|patient address|street|city|town|zip|zip code|postal code|postcode|state|country|adresse|anschrift|strasse|ort|plz|wohnort|direccion|
    domicilio|indirizzo|endereco|adres|woonplaats|ville|rue|hospital address|institution address|inst address`,
  phone: `phone|phone no|phone number|tel|tel no|telephone|telephone number|mobile|cell|cell phone|fax|fax no|ph|telefon|telefono|telefone|handy|patient phone|
    contact|contact no|home phone|work phone|pager`,
  email: 'email|e mail|mail|email address',
  url: 'url|web|website|www|homepage',
  other:
    'comments|comment|patient comments|history|occupation|religion|race|ethnicity|ethnic group|marital status|military rank|insurance',
  keep: `kv|kvp|ma|mas|mas eff|eff mas|sl|slice|slice thickness|thickness|slice location|slice loc|loc|w|l|c|ww|wl|wc|wn|window|window width|window level|level|zoom|mag|
    magnification|fov|dfov|sfov|te|tr|ti|fa|flip|flip angle|matrix|series|series no|series number|series description|se|ser|sr|im|img|image|image no|image number|ima|acq|
    acquisition|acq no|scan|scan type|scan mode|gantry|tilt|gt|filter|kernel|algorithm|recon|reconstruction|comp|compression|proj|projection|view|view position|
    depth|gain|freq|frequency|mi|tis|tib|tic|dr db|dyn range|fps|frame rate|frame|frames|hr|probe|transducer|preset|persist|prf|wf|wall filter|pwr|power|
    study description|study desc|study|exam|examination|procedure|exam type|protocol|protocol name|sequence|sequence name|series name|file name|
    model name|model|manufacturer|manufacturer model name|software|software version|version|body part|body part examined|region|organ|position|patient position|pos|orientation|laterality|side|contrast|
    contrast agent|bolus|dose|dlp|ctdi|ctdivol|dap|exposure|exposure time|exp|exp time|exp index|ei|di|current|voltage|tube current|tube voltage|focus|focal spot|
    sid|sod|angle|rao|lao|table|table height|table position|pitch|rotation|rot time|rotation time|delay|phase|time delay|nex|nsa|avg|averages|bw|bandwidth|
    etl|esp|b value|b|coil|spacing|gap|pixel|pixel size|pixel spacing|scale|modality|mod|mode|plane|bits|study no|study number|study type|frame time|trigger time|
    inversion time|echo time|repetition time|heart rate|scan time|total time|elapsed time|fluoro time|ta|bpm|velocity|vel|psv|edv|ri|pi|area|length|dist|distance|volume|vol|mean|sd|hu|min|max|ratio|weight|height|size|
    patient weight|patient size|patient height|bmi|lv|rv|ef|bpd|hc|ac|fl|ga|efw|crl|dataset|note|findings|impression|result|results|technique|indication|reason|clinical indication|status|page|quality|type|class`,
};

/** Folded label text (see `labelKey`) to its class; insertion order says nothing. */
export interface LabelEntry {
  readonly phrase: string;
  readonly phiClass: PhiClass | 'keep';
  readonly words: number;
}

export const LABEL_ENTRIES: readonly LabelEntry[] = Object.entries(TABLE).flatMap(([phiClass, phrases]) =>
  phrases.split('|').map((phrase) => {
    const words = phrase.trim().replace(/\s+/g, ' ');
    return { phrase: words, phiClass: phiClass as PhiClass | 'keep', words: words.split(' ').length };
  }),
);

/**
 * Labels that are also common words or letters: they need a separator after them, or a value that cannot be anything else. All labels
 * of one word and up to five letters are weak, but these.
 */
const STRONG_SHORT: ReadonlySet<string> = new Set(['dob', 'mrn', 'ssn', 'pid', 'geb', 'ddn']);
const WEAK_LONG = new Set(
  `patient patients referring hospital clinic facility institute center centre department location station organization practice
  reader operator operators technician technologist consultant doctor attending contact guardian subject performed scanned acquired printed
  encounter episode history religion comment comments country history requisition identification passport service campus created
  address street mobile medical requesting ordering employer`.split(/\s+/),
);

/** Words of places are part of the places' names (`Imaging Center`, `Hôpital Saint-Louis`): labels only with a separator, or as `... name`. */
const namesPlace = (entry: LabelEntry): boolean =>
  (entry.phiClass === 'institution' || entry.phiClass === 'address') && !/name|address/.test(entry.phrase);

export const isWeakLabel = (entry: LabelEntry): boolean =>
  namesPlace(entry) ||
  (entry.words === 1 && (WEAK_LONG.has(entry.phrase) || (entry.phrase.length <= 6 && !STRONG_SHORT.has(entry.phrase))));
