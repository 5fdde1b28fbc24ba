import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#e9f2f0', '#d3e6e2', '#b9d6d1', '#86bdb4', '#5a9f96', '#37827a', '#1f6a63', '#14564f', '#0d3f3a', '#082c28',
]; // biome-ignore format: one ramp
const bad: MantineColorsTuple = [
  '#fceceb', '#f7d4d2', '#eeadaa', '#e18480', '#d35f5a', '#bf3f3a', '#ad2a27', '#9c1c1c', '#7e1414', '#5f0e0e',
]; // biome-ignore format: one ramp

/** Mantine with our own measures: nothing is smaller than a thumb, nothing is paler than 4.5 to 1. */
export const theme = createTheme({
  fontFamily: '"Be Vietnam Pro", system-ui, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  primaryColor: 'accent',
  primaryShade: 7,
  colors: { accent, bad },
  defaultRadius: 8,
  fontSizes: { xs: '0.85rem', sm: '0.95rem', md: '1rem', lg: '1.1rem', xl: '1.25rem' },
  cursorType: 'pointer',
  focusRing: 'auto',
});

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {
    '--input-height': '2.75rem',
  },
  light: {
    '--mantine-color-text': '#1b2422',
    '--mantine-color-dimmed': '#515c58',
    '--mantine-color-placeholder': '#616b67',
    '--mantine-color-error': '#9c1c1c',
    '--mantine-color-default-border': '#7c8682',
    '--mantine-color-disabled-color': '#515c58',
  },
  dark: {},
});
