using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// Which commands were begun and what became of them, kept across restarts, so that a repeated command is answered and not done again.
/// Holds the last 256: an unlock older than those has expired long ago, and the others may be done twice.
/// </summary>
internal sealed class CommandMemory
{
    private const int Most = 256;
    private const string Begun = "begun";

    private readonly string _path;
    private readonly Lock _gate = new();
    private readonly List<CommandResult> _known;

    public CommandMemory(string path)
    {
        _path = path;

        // What was begun and never finished was cut off by a crash: it may have happened, and is not done again.
        _known = File.Exists(_path)
            ? [.. (JsonSerializer.Deserialize<CommandResult[]>(File.ReadAllBytes(_path), GatewayJson.Options) ?? [])
                .Select(result => result.Status == Begun ? result with { Status = CommandStatus.Failed, Error = "interrupted" } : result)]
            : [];
    }

    /// <summary>Notes durably that this command is being done; false where it was begun before.</summary>
    public bool TryBegin(string commandId)
    {
        lock (_gate)
        {
            if (_known.Exists(result => result.CommandId == commandId))
                return false;

            NoteLocked(new CommandResult { CommandId = commandId, Status = Begun });
            return true;
        }
    }

    /// <summary>Notes durably that this command is being done, whether or not it was before.</summary>
    public void BeginAgain(string commandId)
    {
        lock (_gate)
            NoteLocked(new CommandResult { CommandId = commandId, Status = Begun });
    }

    /// <summary>Notes durably what became of a command that was begun.</summary>
    public void Finish(CommandResult result)
    {
        lock (_gate)
            NoteLocked(result);
    }

    /// <summary>What became of a command, or null where it is unknown or still being done.</summary>
    public CommandResult? Find(string commandId)
    {
        lock (_gate)
            return _known.Find(result => result.CommandId == commandId && result.Status != Begun);
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _known.Clear();
            DurableFile.Remove(_path);
        }
    }

    private void NoteLocked(CommandResult result)
    {
        _known.RemoveAll(older => older.CommandId == result.CommandId);
        _known.Add(result);
        if (_known.Count > Most)
            _known.RemoveAt(0);

        DurableFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(_known, GatewayJson.Options));
    }
}
