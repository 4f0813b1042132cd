import { types } from 'wechaty';

/** What became of a QR code. */
export type ScanState = 'waiting' | 'scanned' | 'confirmed' | 'cancelled' | 'expired' | 'unknown';

export function scanState(status: types.ScanStatus): ScanState {
  switch (status) {
    case types.ScanStatus.Waiting:
      return 'waiting';
    case types.ScanStatus.Scanned:
      return 'scanned';
    case types.ScanStatus.Confirmed:
      return 'confirmed';
    case types.ScanStatus.Cancel:
      return 'cancelled';
    case types.ScanStatus.Timeout:
      return 'expired';
    default:
      return 'unknown';
  }
}
