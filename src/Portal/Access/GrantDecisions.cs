using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Decides one attempt, consumes the grant and enters the decision, in the transaction of the caller.</summary>
internal sealed class GrantDecisions(LedgerWriter ledger, AttemptScenes scenes, Keypads keypads, IGrantOutcome outcome)
{
    private static readonly TimeSpan CommandLife = TimeSpan.FromSeconds(10);

    public GrantDecision Decide(Transaction tx, GrantAttempt attempt, DateTimeOffset now)
    {
        // A keypad whose device was released in this moment is nobody's.
        if (scenes.Find(tx, attempt, now) is not { } scene)
            return new GrantDecision(UnlockAnswer.Denied(DenialReason.CodeRefused));

        var decision = AccessRules.Decide(scene.Facts);
        return decision.IsGranted && scene is { Grant: { } grant, Opener: { } opener }
            ? Grant(tx, attempt, scene, grant, opener, now)
            : Deny(tx, attempt, scene, decision.Reason ?? DenialReason.DeviceOffline, now);
    }

    private GrantDecision Deny(Transaction tx, GrantAttempt attempt, AttemptScene scene, DenialReason reason, DateTimeOffset now)
    {
        Enter(tx, attempt, scene, EntryKinds.AccessDenied, LedgerData.Of(new { reason, wayIn = attempt.WayIn.Word }), now);
        if (reason == DenialReason.CodeRefused && scene.Keypad is { } keypad)
            keypads.Miss(tx, keypad, now);
        if (scene is { Grant: { } grant, Facts.Proven: true })
            outcome.Denied(tx, grant.DeliveryId, reason, now);

        // Whoever stands at a keypad that rests reads what everyone without a right code reads (S12); the household reads why.
        var told = reason == DenialReason.KeypadLockedOut ? DenialReason.CodeRefused : reason;
        return new GrantDecision(UnlockAnswer.Denied(told) with { DistanceM = AccessRules.DistanceM(scene.Facts) });
    }

    private GrantDecision Grant(
        Transaction tx, GrantAttempt attempt, AttemptScene scene, GrantRow grant, DeviceContext opener, DateTimeOffset now)
    {
        // The second chance: the same opening, and the same command as long as it lives.
        var isFirst = grant.OpeningId is null;
        var opening = grant.OpeningId ?? Openings.Begin(tx, opener, grant.Id, account: null, now, now);
        if (attempt.AttemptId is { } attemptId)
            Openings.Note(tx, opening, attemptId);
        if (isFirst && !GrantStore.Use(tx, grant.Id, attempt.WayIn, opening))
            throw new InvalidOperationException("A grant that was ready could not be used in the same transaction.");
        var command = CommandStore.FindLive(tx.Connection, opening, now) ?? Command(tx, opener, opening, now);
        Enter(
            tx,
            attempt,
            scene,
            EntryKinds.AccessGranted,
            LedgerData.Of(new { opening, command = command.Id, wayIn = attempt.WayIn.Word }),
            now);
        if (isFirst)
        {
            if (scene.Keypad is { } keypad)
                Keypads.Succeed(tx, keypad.Device);
            outcome.Began(tx, grant.DeliveryId, opening, now);
        }

        var answer = new UnlockAnswer
        {
            Decision = AccessDecision.Granted,
            OpeningId = opening,
            CommandId = command.Id,
            ExpiresAt = command.ExpiresAt,
        };
        return new GrantDecision(answer, opener.Device, command);
    }

    private static DeviceCommand Command(Transaction tx, DeviceContext opener, OpeningId opening, DateTimeOffset now)
    {
        var command = DeviceCommand.ToUnlock(opener.Meaning, PortalId.New<CommandId>(now), now + CommandLife);
        CommandStore.Add(tx, opener.Device, command, opening, now);
        return command;
    }

    private void Enter(Transaction tx, GrantAttempt attempt, AttemptScene scene, string kind, string data, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = attempt.Actor,
            At = now,
            Household = scene.Household,
            AccessPoint = scene.AccessPoint,
            Device = (scene.Opener ?? scene.Keypad)?.Device,
            Delivery = scene.Grant?.DeliveryId ?? attempt.Delivery,
            Data = data,
        });
}

/// <summary>What was decided, and what is to be sent once it is committed: nothing when denied.</summary>
internal sealed record GrantDecision(UnlockAnswer Answer, DeviceId? Opener = null, DeviceCommand? Command = null);
