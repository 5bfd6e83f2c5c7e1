import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitIdentifier } from '../../src/model/split-identifier.ts';

describe('splitIdentifier', () => {
  it.each([
    ['ensureWorkerStarted', 'ensure Worker Started'],
    ['EnsureWorker', 'Ensure Worker'],
    ['HTTPServer', 'HTTP Server'],
    ['parseURL', 'parse URL'],
    ['userIDs', 'user IDs'],
    ['TS2345', 'TS 2345'],
    ['sha256sum', 'sha 256 sum'],
    ['getHTTP2Stream', 'get HTTP 2 Stream'],
    ['größeÄndern', 'größe Ändern'],
  ])('splits %s', (word, parts) => {
    expect(splitIdentifier(word).join(' ')).toBe(parts);
  });

  it.each(['login', 'EADDRINUSE', 'Worker', '1234', 'k8s', 's3', 'i18n', 'E0308', 'gRPC', 'iOS', 'straße'])('leaves %s whole', (word) => {
    expect(splitIdentifier(word)).toEqual([word]);
  });

  it('keeps a single letter with its neighbour', () => {
    expect(splitIdentifier('OAuthToken')).toEqual(['OAuth', 'Token']);
    expect(splitIdentifier('s3Bucket')).toEqual(['s3', 'Bucket']);
    expect(splitIdentifier('sortByX')).toEqual(['sort', 'ByX']);
  });

  it.each(['4d5c201b809ff4064a768020a6aee0f915f7bab1', 'e3b0c44', '01AbC9dEfGhIjKl3', `${'aB'.repeat(40)}`])(
    'does not split the random string %s',
    (word) => {
      expect(splitIdentifier(word)).toEqual([word]);
    },
  );

  it('loses and adds nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9é漢Ж]{1,70}$/), (word) => {
        expect(splitIdentifier(word).join('') === word).toBe(true);
      }),
    );
  });
});
