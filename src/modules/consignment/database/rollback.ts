/**
 * The first statement of a migration's way back: the tables of a filled ledger are the books of a business, and the way
 * back ends with dropping them. The oldest migration, which drops them, is never the first that the host reverts.
 */
export const refuseRollbackOfFilledLedger = `do $$ begin
    if exists (select 1 from consignment_document) or exists (select 1 from consignment_settlement) then
      raise exception 'The consignment ledger holds documents: rolling back would lead to dropping it. Back up the database and see docs/removing.md.'
        using errcode = '55000';
    end if;
  end $$`
