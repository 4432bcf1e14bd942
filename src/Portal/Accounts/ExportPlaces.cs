using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>
/// Who is packing an export now. Each holds one of the database's readers for as long as it takes, so there is one for an account and a few in
/// all; whoever comes then is told to come again (S35).
/// </summary>
internal sealed class ExportPlaces
{
    private const int Most = 2;
    private readonly Lock _gate = new();
    private readonly HashSet<AccountId> _taken = [];

    public bool TryTake(AccountId account)
    {
        lock (_gate)
            return _taken.Count < Most && _taken.Add(account);
    }

    public void Leave(AccountId account)
    {
        lock (_gate)
            _taken.Remove(account);
    }
}
