using Dapper;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What a timer is for; the subject is the id of what it watches.</summary>
internal enum TimerKind
{
    /// <summary>Subject grant: its window ends.</summary>
    GrantEnds,

    /// <summary>Subject opening: the 60 s in which something must open are over.</summary>
    NeverOpened,

    /// <summary>Subject opening: it stands open longer than the access point allows.</summary>
    LeftOpen,

    /// <summary>Subject opening: it was closed but is not secured.</summary>
    NotRelocked,

    /// <summary>Subject opening: open for 10 min.</summary>
    OpenTooLong,

    /// <summary>Subject opening: silent for 15 min.</summary>
    SilentTooLong,

    /// <summary>Subject opening: after a restart its device has not been heard in time.</summary>
    ContactLost,

    /// <summary>Subject delivery: its last proposed window ends, and nobody has answered.</summary>
    DeliveryLapses,

    /// <summary>Subject device: opened by hand, it stands open longer than the access point allows.</summary>
    LeftOpenByHand,

    /// <summary>Subject device: it has told what it kept while it was offline.</summary>
    WhileOffline,

    /// <summary>Subject alert: it is urgent and nobody has taken it.</summary>
    AlertEscalates,

    /// <summary>Subject grant: its window is open, so its device must be heard.</summary>
    WindowBegins,

    /// <summary>Subject grant: its window is rehearsed before it begins.</summary>
    Readiness,

    /// <summary>Subject grant: its window begins within 60 min, so its device may hold it for use without a line.</summary>
    WindowNear,

    /// <summary>Subject device: it has claimed a code, and no owner has confirmed it in time.</summary>
    PairingEnds,

    /// <summary>Subject command: no device has answered it.</summary>
    CommandSilence,

    /// <summary>Subject device: the window is over, so where the car stood is not kept any more.</summary>
    CarPositionEnds,
}

/// <summary>Due times as rows: set and cancelled in the transaction that has the reason, fired by the watch (S19).</summary>
internal static class Timers
{
    public static void Set(Transaction tx, TimerKind kind, string subject, DateTimeOffset dueAt) =>
        tx.Connection.Execute(
            """
            INSERT INTO timer (kind, subject, due_at) VALUES (@kind, @subject, @dueAt)
            ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at
            """,
            new { kind = Client.Words.Of(kind), subject, dueAt });

    public static void Cancel(Transaction tx, TimerKind kind, string subject) =>
        tx.Connection.Execute(
            "DELETE FROM timer WHERE kind = @kind AND subject = @subject", new { kind = Client.Words.Of(kind), subject });
}
