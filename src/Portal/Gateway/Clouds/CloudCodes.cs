using Portal.Access;
using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Brings what stands in one lock to what should: each time the maker is asked what is there, and only what differs is asked for. Nothing is
/// taken for done because it was asked for.
/// </summary>
internal sealed class CloudCodes(MakerCodes codes, TimeProvider time)
{
    /// <summary>A code that was handed over without an answer may still come into the list.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(60);

    /// <summary>The codes that are to be in the lock, or are not surely out of it.</summary>
    public Task<IReadOnlyList<MakerCode>> PlanAsync(DeviceId device, CancellationToken cancellationToken) => codes.PlanAsync(device, cancellationToken);

    public async Task TendAsync(CodeHolder holder, IReadOnlyList<MakerCode> left, CancellationToken cancellationToken)
    {
        var listed = await holder.Codes.ListAsync(holder.Account, holder.MakersId, cancellationToken);
        foreach (var code in left)
            await TendAsync(holder, code, listed.FirstOrDefault(one => one.Id == code.MakersId || one.Name == code.Name), cancellationToken);
        // What came into the list after it was given up, or is of a time that this database does not know.
        foreach (var stray in listed.Where(one => MakerCodes.IsOurName(one.Name) && !left.Any(code => code.Name == one.Name)))
            await holder.Codes.RemoveAsync(holder.MakersId, stray.Id, cancellationToken);
    }

    private async Task TendAsync(CodeHolder holder, MakerCode code, MakersCode? listed, CancellationToken cancellationToken)
    {
        if (listed is not null && code.MakersId is null)
            await codes.NameAsync(code.Name, listed.Id, cancellationToken);
        switch (listed)
        {
            case { } there when code.IsEnding:
                await holder.Codes.RemoveAsync(holder.MakersId, there.Id, cancellationToken);
                break;
            case { IsSet: true } when !code.IsHeld:
                await codes.HoldAsync(holder.Device, code.Name, cancellationToken);
                break;
            case null when code.MakersId is not null || (code.IsEnding && !MayStillCome(code)):
                await codes.RemoveAsync(holder.Device, code.Name, cancellationToken);
                break;
            case null when !code.IsEnding:
                await AskAsync(holder, code, cancellationToken);
                break;
        }
    }

    private bool MayStillCome(MakerCode code) => time.GetUtcNow() - code.AskedAt < LongestWay;

    private async Task AskAsync(CodeHolder holder, MakerCode code, CancellationToken cancellationToken)
    {
        if (MayStillCome(code) || await codes.HandOverAsync(holder.Device, code.Name, cancellationToken) is not { } digits)
            return;
        var asked = new NewMakersCode(code.Name, digits, code.NotBefore, code.NotAfter);
        if (await holder.Codes.AskAsync(holder.MakersId, asked, cancellationToken) is { } id)
            await codes.NameAsync(code.Name, id, cancellationToken);
    }
}

/// <summary>A lock into which its maker puts codes.</summary>
internal sealed record CodeHolder(DeviceId Device, CloudMaker Maker, IMakerCodes Codes, string Account, string MakersId);
