import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const sameAccount = (one: string, other: string): string =>
  `${one}.contractor_id = ${other}.contractor_id and ${one}.direction = ${other}.direction
   and ${one}.currency_code = ${other}.currency_code`

/** Of a movement `m`, the closed settlement `s` that contains it. */
const contains = `${sameAccount("s", "m")} and s.status = 'closed'
  and m.effective_at <= s.cut_off and m.sequence <= s.watermark
  and (s.period_from is null or m.effective_at > s.period_from or m.sequence > s.watermark_from)`

/** What contradicts that cut-offs and watermarks tell the same as the stamps; each finds the account's settlements. */
const contradictions = [
  // The settlement before is not the one that was closed before.
  `select s.id from (
     select id, period_from, lag(cut_off) over (
       partition by contractor_id, direction, currency_code order by cut_off, closed_at, id) as cut_off_before
     from consignment_settlement where status = 'closed') s
   where s.period_from is distinct from s.cut_off_before`,
  // A stamp that the settlement's cut-offs and watermarks do not tell.
  `select m.settlement_id from consignment_movement m
   left join consignment_settlement s on s.id = m.settlement_id and s.status = 'closed'
   where m.settlement_id is not null and (s.id is null or not (${contains}
     and (s.period_from is null or m.effective_at > s.period_from or m.late)))`,
  // A movement without a stamp that they would settle, or would look for among the late ones in vain.
  `select (
     select id from consignment_settlement s
     where ${sameAccount("s", "a")} and s.status = 'closed' order by s.cut_off desc, s.closed_at desc limit 1)
   from consignment_movement m join consignment_account a on ${sameAccount("a", "m")}
   where m.settlement_id is null and m.effective_at <= a.last_cut_off
     and (m.sequence <= a.last_watermark or not m.late)`,
  // The account is closed up to another date than its last settlement.
  `select s.id from consignment_account a
   left join lateral (
     select id, cut_off from consignment_settlement s
     where ${sameAccount("s", "a")} and s.status = 'closed'
     order by s.cut_off desc, s.closed_at desc, s.id desc limit 1) s on true
   where a.last_cut_off is distinct from s.cut_off`,
]

/**
 * Settlements no longer stamp movements: they keep the highest sequence that they cover, and what is settled follows.
 * A movement is never updated again, so its table accepts no update and may be partitioned.
 */
export class Migration20261130000100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table consignment_settlement
      add column if not exists watermark bigint null, add column if not exists watermark_from bigint null`)
    this.addSql(
      `alter table consignment_account add column if not exists last_watermark bigint null`
    )
    // Nothing that a settlement could have stamped and did not was posted before: the highest stamp will do.
    this
      .addSql(`update consignment_settlement s set watermark = w.watermark, watermark_from = w.watermark_from
      from (
        select id, watermark, lag(watermark) over (
          partition by contractor_id, direction, currency_code order by cut_off, closed_at, id) as watermark_from
        from (
          select s.id, s.contractor_id, s.direction, s.currency_code, s.cut_off, s.closed_at,
            max(coalesce(m.highest, 0)) over (
              partition by s.contractor_id, s.direction, s.currency_code order by s.cut_off, s.closed_at, s.id) as watermark
          from consignment_settlement s
          left join (
            select settlement_id, max(sequence) as highest from consignment_movement
            where settlement_id is not null group by settlement_id) m on m.settlement_id = s.id
          where s.status = 'closed') stamped) w
      where w.id = s.id`)
    this.addSql(`update consignment_account a set last_watermark = (
        select s.watermark from consignment_settlement s
        where ${sameAccount("s", "a")} and s.status = 'closed'
        order by s.cut_off desc, s.watermark desc, s.closed_at desc, s.id desc limit 1)
      where a.last_cut_off is not null`)
    this.addSql(`do $$ declare contradicting text; begin
      select string_agg(distinct coalesce(s.number, c.id, 'of an account without one'), ', ') into contradicting
      from (${contradictions.join(" union all ")}) c (id) left join consignment_settlement s on s.id = c.id;
      if contradicting is not null then
        raise exception 'The movements stamped by these settlements are not those their cut-offs tell: %', contradicting
          using errcode = '23514', hint = 'Cancel them before the upgrade, latest first, and close them again after it.';
      end if;
    end $$`)

    this.addSql(`drop trigger if exists consignment_movement_is_frozen on consignment_movement`)
    this.addSql(`drop trigger if exists consignment_movement_append_only on consignment_movement`)
    this
      .addSql(`create or replace function consignment_movement_is_append_only() returns trigger as $$
      begin
        raise exception 'consignment_movement is append-only: % cannot be %', old.id,
          case tg_op when 'DELETE' then 'deleted' else 'changed' end using errcode = '23514';
      end $$ language plpgsql`)
    this
      .addSql(`create trigger consignment_movement_append_only before update or delete on consignment_movement
      for each row execute function consignment_movement_is_append_only()`)
    this.addSql(`drop index if exists "IDX_consignment_movement_settlement"`)
    this.addSql(`drop index if exists "IDX_consignment_movement_unsettled"`)
    this.addSql(`alter table consignment_movement drop column settlement_id`)
    this.addSql(`create index "IDX_consignment_movement_account"
      on consignment_movement (contractor_id, direction, currency_code, effective_at)`)
    this.addSql(`create index "IDX_consignment_movement_late"
      on consignment_movement (contractor_id, direction, currency_code, sequence) where late`)
    this.addSql(`alter table consignment_settlement add constraint consignment_settlement_watermark
      check (status = 'cancelled' or (watermark is not null and (period_from is null) = (watermark_from is null)))`)
    this.addSql(`alter table consignment_account add constraint consignment_account_watermark
      check ((last_cut_off is null) = (last_watermark is null))`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger if exists consignment_movement_append_only on consignment_movement`)
    this.addSql(`alter table consignment_movement add column settlement_id text null`)
    this.addSql(`update consignment_movement m set settlement_id = s.id
      from consignment_settlement s where ${contains}`)
    this.addSql(`drop index if exists "IDX_consignment_movement_late"`)
    this.addSql(`drop index if exists "IDX_consignment_movement_account"`)
    this.addSql(`create index "IDX_consignment_movement_unsettled"
      on consignment_movement (contractor_id, direction, currency_code, effective_at) where settlement_id is null`)
    this.addSql(`create index "IDX_consignment_movement_settlement"
      on consignment_movement (settlement_id, sequence) where settlement_id is not null`)
    this.addSql(`alter table consignment_account drop constraint consignment_account_watermark,
      drop column last_watermark`)
    this
      .addSql(`alter table consignment_settlement drop constraint consignment_settlement_watermark,
      drop column watermark, drop column watermark_from`)
    this
      .addSql(`create or replace function consignment_movement_is_append_only() returns trigger as $$
      begin
        if tg_op = 'DELETE' then
          raise exception 'consignment_movement is append-only: % cannot be deleted', old.id using errcode = '23514';
        end if;
        if to_jsonb(new) - 'settlement_id' - 'updated_at' <> to_jsonb(old) - 'settlement_id' - 'updated_at' then
          raise exception 'consignment_movement is append-only: % cannot be changed', old.id using errcode = '23514';
        end if;
        if old.settlement_id is not null and (new.settlement_id is not null or exists (
          select 1 from consignment_settlement where id = old.settlement_id and status = 'closed')) then
          raise exception 'consignment_movement % is settled', old.id using errcode = '23514';
        end if;
        return new;
      end $$ language plpgsql`)
    this
      .addSql(`create trigger consignment_movement_append_only before delete on consignment_movement
      for each row execute function consignment_movement_is_append_only()`)
    // The base migration let plain stamps through without a call of the function; calling it for all refuses the same.
    this.addSql(`create trigger consignment_movement_is_frozen before update on consignment_movement
      for each row execute function consignment_movement_is_append_only()`)
  }
}
