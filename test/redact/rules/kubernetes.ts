import type { Cases } from './cases.ts';

const data = '  user: YWRtaW5hZG1pbg==\n  password: "c2VjcmV0c2VjcmV0"\n';
const block = '  key: |\n    c2VjcmV0c2VjcmV0\n    c2VjcmV0c2VjcmV0\n';
const inList = data.replaceAll(/^/gm, '  ').trimEnd();

export const kubernetes: Cases = {
  family: 'kubernetes',
  secret: [
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n«${data}»type: Opaque\n`,
    `kind: 'Secret'\nstringData:\n«${block}»`,
    `apiVersion: v1\ndata:\n«${data}»kind: Secret\n`,
    `items:\n- apiVersion: v1\n  data:\n«${inList}\n»  kind: Secret\n`,
  ],
  other: [
    `kind: ConfigMap\ndata:\n${data}`,
    `data:\n${data}kind: ConfigMap\n---\nkind: Secret\n`,
    `kind: Secret\n---\nkind: ConfigMap\ndata:\n${data}`,
    'kind: Secret\ndata:\n  password: {{ .Values.password }}\n  user: ""\n',
    'kind: SecretStore\ndata:\n  name: c2VjcmV0c2VjcmV0\n',
    'data: x\nkind: Secret\n',
  ],
};
