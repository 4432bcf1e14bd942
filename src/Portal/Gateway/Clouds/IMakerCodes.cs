namespace Portal.Gateway.Clouds;

/// <summary>
/// How a maker puts codes into its locks. Every call that gets no usable answer throws <see cref="CloudException"/>: what became of it is seen
/// in the next list.
/// </summary>
internal interface IMakerCodes
{
    /// <summary>The codes that the maker keeps for a lock, whoever asked for them.</summary>
    Task<IReadOnlyList<MakersCode>> ListAsync(string account, string device, CancellationToken cancellationToken);

    /// <summary>Asks for a code in the lock. Null: the maker said no.</summary>
    Task<string?> AskAsync(string device, NewMakersCode code, CancellationToken cancellationToken);

    /// <summary>Asks to take a code out; one that the maker no longer knows is out.</summary>
    Task RemoveAsync(string device, string code, CancellationToken cancellationToken);

    /// <summary>Unlockings by a code that the maker has told of since.</summary>
    Task<IReadOnlyList<MakersUse>> UsesAsync(string account, string device, DateTimeOffset since, CancellationToken cancellationToken);
}

/// <param name="Id">What the maker calls it.</param>
/// <param name="Name">The name under which it was asked for.</param>
/// <param name="IsSet">The maker says that the lock has it.</param>
internal sealed record MakersCode(string Id, string? Name, bool IsSet);

/// <summary>A code to be put into a lock for a time.</summary>
internal sealed record NewMakersCode(string Name, string Code, DateTimeOffset NotBefore, DateTimeOffset NotAfter);

/// <param name="Id">The maker's name for the event.</param>
/// <param name="Code">What the maker calls the code.</param>
/// <param name="At">When it was used.</param>
/// <param name="ToldAt">When the maker learnt of it, by its own clock.</param>
internal sealed record MakersUse(string Id, string Code, DateTimeOffset At, DateTimeOffset ToldAt);
