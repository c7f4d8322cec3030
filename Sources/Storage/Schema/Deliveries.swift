extension Schema {
  /// Schema 3: what became of each delivery of a digest.
  ///
  /// `state`: `pending` (wanted; tried again from `next_try` on), `sending` (handed over, no answer yet), `sent`, `doubtful`
  /// (handed over, the answer never came), `failed` (given up), `dropped` (no longer configured).
  static let deliveries3 = """
    ALTER TABLE deliveries ADD COLUMN state TEXT NOT NULL DEFAULT 'pending';
    ALTER TABLE deliveries ADD COLUMN queued TEXT NOT NULL DEFAULT '';
    ALTER TABLE deliveries ADD COLUMN last_try TEXT;
    ALTER TABLE deliveries ADD COLUMN next_try TEXT;
    UPDATE deliveries SET
      state = iif(delivered IS NULL, 'pending', 'sent'),
      queued = (SELECT generated FROM digests WHERE id = digest_id);
    CREATE INDEX deliveries_open ON deliveries (state) WHERE state NOT IN ('sent', 'dropped');

    CREATE VIEW v1_deliveries AS
    SELECT d.uid AS digest_uid, d.name AS digest, l.target, l.state, l.attempts, l.queued,
      l.last_try, l.next_try, l.delivered, l.last_error
    FROM deliveries l
    JOIN digests d ON d.id = l.digest_id;

    """
}
