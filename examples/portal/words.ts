export const LANGUAGES = ['vi', 'en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English', fr: 'Français' };

/** Every sentence of the portal: Vietnamese, English, French. */
const WORDS = {
  ministry: [
    'Bộ Giáo dục và Đào tạo',
    'Ministry of Education and Training',
    'Ministère de l’Éducation et de la Formation',
  ],
  portal: ['Cổng dịch vụ giáo dục', 'Education portal', 'Portail de l’éducation'],
  synthetic: [
    'Ví dụ: mọi dữ liệu ở đây đều là giả lập.',
    'An example: all data here are made up.',
    'Exemple : toutes les données sont fictives.',
  ],
  skip: ['Đến nội dung', 'Skip to the content', 'Aller au contenu'],
  language: ['Ngôn ngữ', 'Language', 'Langue'],
  home: ['Trang chủ', 'Home', 'Accueil'],
  lead: [
    'Văn bằng của bạn và hồ sơ của đơn vị bạn, ở một nơi. Cổng này không có mật khẩu: bạn đăng nhập bằng tài khoản định danh điện tử.',
    'Your diplomas and your company’s filings in one place. This portal has no password: you sign in with your electronic identity.',
    'Vos diplômes et les dossiers de votre entreprise au même endroit. Ce portail n’a pas de mot de passe : connectez-vous avec votre identité électronique.',
  ],
  signIn: ['Đăng nhập', 'Sign in', 'Se connecter'],
  signOut: ['Đăng xuất', 'Sign out', 'Se déconnecter'],
  signedInAs: ['Đã đăng nhập: {name}', 'Signed in: {name}', 'Connecté : {name}'],
  actsFor: ['thay mặt {name}', 'acting for {name}', 'pour {name}'],
  recordTitle: ['Quá trình học tập của tôi', 'My education record', 'Mon dossier scolaire'],
  recordText: [
    'Văn bằng, chứng chỉ đã cấp cho bạn. Cần đăng nhập mức cao.',
    'Diplomas and certificates issued to you. Needs a sign-in of high assurance.',
    'Vos diplômes et certificats. Demande une connexion de niveau élevé.',
  ],
  recordOf: ['Cấp cho {name}, sinh ngày {date}', 'Issued to {name}, born {date}', 'Délivré à {name}, né(e) le {date}'],
  stepUpTitle: ['Cần chứng minh thêm', 'A stronger proof is needed', 'Une preuve plus forte est nécessaire'],
  stepUpText: [
    'Văn bằng là giấy tờ có giá trị: trước khi xem, hãy xác nhận chính bạn đang ở trước máy, ví dụ bằng khóa đăng nhập trên thiết bị.',
    'Diplomas are valuable papers: before they are shown, confirm that it is you, for example with the passkey of this device.',
    'Les diplômes sont des documents de valeur : confirmez d’abord que c’est bien vous, par exemple avec la clé d’accès de cet appareil.',
  ],
  stepUp: ['Xác nhận', 'Confirm', 'Confirmer'],
  title: ['Văn bằng', 'Diploma', 'Diplôme'],
  school: ['Nơi cấp', 'Issued by', 'Délivré par'],
  year: ['Năm', 'Year', 'Année'],
  upperSecondary: [
    'Bằng tốt nghiệp trung học phổ thông',
    'Upper secondary diploma',
    'Diplôme de fin d’études secondaires',
  ],
  bachelor: ['Bằng cử nhân', 'Bachelor’s degree', 'Licence'],
  companyTitle: ['Nộp hồ sơ cho đơn vị', 'File for my company', 'Déposer pour mon entreprise'],
  companyText: [
    'Báo cáo tuyển dụng thực tập sinh của doanh nghiệp, do người được ủy quyền nộp.',
    'A company’s report on its trainees, filed by somebody with a mandate.',
    'Le rapport d’une entreprise sur ses stagiaires, déposé par une personne mandatée.',
  ],
  chooseTitle: [
    'Bạn đang đăng nhập cho chính mình',
    'You are signed in for yourself',
    'Vous êtes connecté pour vous-même',
  ],
  chooseText: [
    'Đăng nhập lại và chọn đơn vị mà bạn đại diện. Nếu chưa được ủy quyền, người đại diện theo pháp luật của đơn vị có thể ủy quyền cho bạn.',
    'Sign in again and choose the company that you act for. Without a mandate, the company’s legal representative can give you one.',
    'Reconnectez-vous et choisissez l’entreprise que vous représentez. Sans mandat, son représentant légal peut vous en donner un.',
  ],
  choose: ['Chọn đơn vị', 'Choose the company', 'Choisir l’entreprise'],
  company: ['Đơn vị', 'Company', 'Entreprise'],
  taxCode: ['Mã số thuế', 'Tax code', 'Code fiscal'],
  filedBy: ['Người nộp', 'Filed by', 'Déposé par'],
  trainees: ['Số thực tập sinh năm nay', 'Trainees this year', 'Stagiaires cette année'],
  traineesHint: ['Một số từ 0 đến 100000', 'A number from 0 to 100000', 'Un nombre de 0 à 100000'],
  traineesWrong: ['Ghi một số từ 0 đến 100000', 'Give a number from 0 to 100000', 'Indiquez un nombre de 0 à 100000'],
  file: ['Nộp báo cáo', 'File the report', 'Déposer le rapport'],
  filed: ['Đã nhận báo cáo', 'The report is filed', 'Le rapport est déposé'],
  receipt: ['Số biên nhận', 'Receipt', 'Récépissé'],
  signedOutTitle: ['Bạn đã đăng xuất', 'You are signed out', 'Vous êtes déconnecté'],
  signedOutText: [
    'Cả ở đây và ở tài khoản định danh.',
    'Here, and of your electronic identity.',
    'Ici et de votre identité électronique.',
  ],
  errorTitle: ['Chưa đăng nhập được', 'You could not be signed in', 'La connexion n’a pas abouti'],
  'error.access_denied': [
    'Bạn đã không đồng ý, hoặc đã dừng lại. Không có dữ liệu nào được gửi.',
    'You did not agree, or stopped. No data were sent.',
    'Vous n’avez pas accepté, ou avez interrompu. Aucune donnée n’a été transmise.',
  ],
  'error.unmet_authentication_requirements': [
    'Tài khoản của bạn chưa đạt mức cần thiết. Có thể nâng mức tại công an xã, phường.',
    'Your account does not reach the level that is needed. A counter of your commune can raise it.',
    'Votre compte n’atteint pas le niveau requis. Le guichet de votre commune peut le relever.',
  ],
  'error.expired': [
    'Đã quá lâu, hoặc trang này được mở từ một trình duyệt khác. Hãy bắt đầu lại.',
    'It took too long, or this page was opened in another browser. Please begin again.',
    'Le délai est dépassé, ou la page a été ouverte dans un autre navigateur. Recommencez.',
  ],
  'error.unreachable': [
    'Chưa liên lạc được với hệ thống định danh. Hãy thử lại sau ít phút.',
    'The identity system cannot be reached. Please try again in a few minutes.',
    'Le système d’identité est injoignable. Réessayez dans quelques minutes.',
  ],
  'error.other': [
    'Câu trả lời của hệ thống định danh không đáng tin và đã bị bỏ qua.',
    'The answer of the identity system could not be trusted, and was not used.',
    'La réponse du système d’identité n’était pas fiable et n’a pas été utilisée.',
  ],
  missingTitle: ['Không có trang này', 'There is no such page', 'Cette page n’existe pas'],
  again: ['Thử lại', 'Try again', 'Réessayer'],
  back: ['Về trang chủ', 'Back to the home page', 'Retour à l’accueil'],
} as const satisfies Readonly<Record<string, readonly [string, string, string]>>;

export type WordKey = keyof typeof WORDS;
export type Say = (key: WordKey, values?: Readonly<Record<string, string>>) => string;

export function speak(language: Language): Say {
  const column = LANGUAGES.indexOf(language);
  return (key, values = {}) =>
    (WORDS[key][column] ?? WORDS[key][0]).replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** What was chosen here goes before what the browser prefers. */
export function chooseLanguage(chosen: string | null | undefined, accept: string | undefined): Language {
  const wanted = [chosen ?? '', ...(accept ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())];
  return LANGUAGES.find((one) => one === wanted.find((each) => LANGUAGES.some((known) => known === each))) ?? 'vi';
}

export const isErrorCode = (
  code: string,
): code is 'access_denied' | 'unmet_authentication_requirements' | 'expired' | 'unreachable' | 'other' =>
  `error.${code}` in WORDS;
