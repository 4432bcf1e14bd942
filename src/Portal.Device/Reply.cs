using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>What came back for a message: an answer, a refusal with its reason, or silence (no line, or no answer in time).</summary>
internal sealed class Reply<T>
    where T : class
{
    /// <summary>Nobody answered: whatever was asked may have happened.</summary>
    public static readonly Reply<T> None = new(isSilence: true, null, null);

    private Reply(bool isSilence, T? answer, GatewayError? refusal) => (IsSilence, Answer, Refusal) = (isSilence, answer, refusal);

    public bool IsSilence { get; }

    /// <summary>Null also where a method that answers nothing was completed.</summary>
    public T? Answer { get; }

    public GatewayError? Refusal { get; }

    public static Reply<T> Answered(T? answer) => new(isSilence: false, answer, null);

    public static Reply<T> Refused(GatewayError refusal) => new(isSilence: false, null, refusal);
}
