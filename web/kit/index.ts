/** The pieces every screen may use. Pieces that only officials' screens need, and that weigh more, are in `desk.ts`. */

export { ConfirmedAct, PlainAct } from './acts.tsx';
export { announce } from './announce.tsx';
export { Button } from './Button.tsx';
export { DateField, isDate } from './DateField.tsx';
export { Disclosure } from './Disclosure.tsx';
export { Drawer } from './Drawer.tsx';
export { Empty } from './Empty.tsx';
export { ErrorSummary, type FieldError } from './ErrorSummary.tsx';
export { FieldList, FieldRow } from './FieldList.tsx';
export { FormFrame } from './FormFrame.tsx';
export { AreaField, CheckField, type Choice, RadioField, SelectField, TextField } from './fields.tsx';
export { Icon, type IconName } from './Icon.tsx';
export { KitProvider } from './KitProvider.tsx';
export { LanguageChoice } from './LanguageChoice.tsx';
export { LineHead, LineList } from './LineList.tsx';
export { Loaded, LoadedList, LoadedPages } from './Loaded.tsx';
export { Loading } from './Loading.tsx';
export { Cluster, Muted, Split, Stack, Tiles } from './layout.tsx';
export { More } from './More.tsx';
export { markNavigated } from './navigated.ts';
export { Page } from './Page.tsx';
export { FigureTile, Panel } from './Panel.tsx';
export { ProblemNotice } from './ProblemNotice.tsx';
export { type NavigationItem, Shell } from './Shell.tsx';
export { Notice, Status, type Tone } from './Status.tsx';
export { TextLink } from './TextLink.tsx';
export { Timeline, type TimelineItem } from './Timeline.tsx';
