import type { Cases } from './cases.ts';

export const nuget: Cases = {
  family: 'nuget',
  secret: ['<add key="ClearTextPassword" value="«correct horse»" />'],
  other: ['<add key="Password" value="%NUGET_PASSWORD%" />', '<add key="Password" value="" />'],
};
