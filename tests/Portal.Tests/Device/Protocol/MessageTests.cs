using System.Text.Json;
using Portal.Device.Protocol;

namespace Portal.Tests.Device.Protocol;

public sealed class MessageTests
{
    [Fact]
    public void Messages_Written_HaveTheNamesOfTheContract()
    {
        AssertJson(
            """[{"epoch":1,"seq":2,"kind":"locked","at":"2026-11-21T14:03:07.120Z","data":"{}","signature":"s"}]""",
            new[] { new DeviceEvent { Epoch = 1, Seq = 2, Kind = "locked", At = "2026-11-21T14:03:07.120Z", Data = "{}", Signature = "s" } });
        AssertJson(
            """{"acked":{"epoch":1,"seq":2},"serverTime":"t"}""",
            new ReportAnswer { Acked = new EventNumber(1, 2), ServerTime = "t" });
        AssertJson(
            """{"at":"t","lock":"locked","door":"closed","batteryPercent":90,"position":{"lat":48.5,"lon":11.25,"accuracyM":5,"at":"t"},"tamper":false,"uptimeSeconds":7}""",
            new Heartbeat
            {
                At = "t",
                Lock = LockWords.Locked,
                Door = DoorWords.Closed,
                BatteryPercent = 90,
                Position = new Position { Lat = 48.5, Lon = 11.25, AccuracyM = 5, At = "t" },
                Tamper = false,
                UptimeSeconds = 7,
            });
        AssertJson("""{"at":"t","lock":"unknown","door":"ajar","uptimeSeconds":0}""", new Heartbeat { At = "t", Lock = "unknown", Door = "ajar", UptimeSeconds = 0 });
        AssertJson(
            """{"serverTime":"t","intervalSeconds":15,"leaseSeconds":900,"checkpoint":"c"}""",
            new HeartbeatAnswer { ServerTime = "t", IntervalSeconds = 15, LeaseSeconds = 900, Checkpoint = "c" });
        AssertJson("""{"code":"12345678","attemptId":"a","at":"t"}""", new CheckCode { Code = "12345678", AttemptId = "a", At = "t" });
        AssertJson(
            """{"verdict":"granted","commandId":"cmd_1","expiresAt":"t","openSeconds":10}""",
            new CodeVerdict { Verdict = CodeVerdict.Granted, CommandId = "cmd_1", ExpiresAt = "t", OpenSeconds = 10 });
        AssertJson("""{"verdict":"denied","reason":"code_refused"}""", new CodeVerdict { Verdict = CodeVerdict.Denied, Reason = "code_refused" });
        AssertJson("""{"commandId":"cmd_1","name":"unlock","expiresAt":"t"}""", new Command { CommandId = "cmd_1", Name = CommandNames.Unlock, ExpiresAt = "t" });
        AssertJson("""{"commandId":"cmd_1","status":"failed","error":"jammed"}""", new CommandResult { CommandId = "cmd_1", Status = "failed", Error = "jammed" });
        AssertJson("""{"version":3}""", new GrantsSynced { Version = 3 });
        AssertJson(
            """{"version":3,"leaseSeconds":900,"grants":[{"grantId":"gra_1","notBefore":"t","notAfter":"u","codeHash":"h"}]}""",
            new SyncGrants { Version = 3, LeaseSeconds = 900, Grants = [new SyncedGrant { GrantId = "gra_1", NotBefore = "t", NotAfter = "u", CodeHash = "h" }] });
        AssertJson("""{"epoch":1,"portalKey":"k"}""", new Paired { Epoch = 1, PortalKey = "k" });
        AssertJson("""{"reason":"refused"}""", new Disconnecting { Reason = Disconnecting.Refused });
        AssertJson(
            """{"pairingCode":"K7QX-4M2P","publicKey":{"kty":"EC","crv":"P-256","x":"x","y":"y"},"profile":"key-box","model":"m","serial":"s","firmware":"1.4.2","capabilities":["lock","door_contact"],"heartbeatSeconds":60}""",
            new ClaimRequest
            {
                PairingCode = "K7QX-4M2P",
                PublicKey = new PublicKeyJwk { Kty = "EC", Crv = "P-256", X = "x", Y = "y" },
                Profile = "key-box",
                Model = "m",
                Serial = "s",
                Firmware = "1.4.2",
                Capabilities = [Capabilities.Lock, Capabilities.DoorContact],
                HeartbeatSeconds = 60,
            });
        AssertJson(
            """{"deviceId":"dev_1","accessPointId":"acp_1","gatewayUrl":"ws://localhost:5080/gateway","audience":"a","serverTime":"t"}""",
            new ClaimResponse { DeviceId = "dev_1", AccessPointId = "acp_1", GatewayUrl = "ws://localhost:5080/gateway", Audience = "a", ServerTime = "t" });
    }

    [Theory]
    [InlineData("""{"version":1,"leaseSeconds":900}""")]
    [InlineData("""{"version":1,"leaseSeconds":900,"grants":null}""")]
    [InlineData("""{"version":"1","leaseSeconds":900,"grants":[]}""")]
    public void Messages_MissingOrMistyped_AreNotRead(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SyncGrants>(json, GatewayJson.Options));

    [Theory]
    [InlineData("invalid_field: [3].at: must be a time", "invalid_field", "[3].at", "must be a time", 3)]
    [InlineData("An unexpected error occurred invoking 'Report' on the server. HubException: too_large: data: at most 4096: bytes", "too_large", "data", "at most 4096: bytes", null)]
    [InlineData("device_pending: -: wait", "device_pending", "-", "wait", null)]
    public void GatewayError_HubError_NamesCodeFieldAndIndex(string message, string code, string field, string hint, int? index)
    {
        Assert.True(GatewayError.TryParse(message, out var error));

        Assert.Equal(new GatewayError(code, field, hint), error);
        Assert.Equal(index, error.Index);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("An unexpected error occurred invoking 'Report' on the server.")]
    [InlineData("The socket: was: closed")]
    public void GatewayError_OtherText_IsNone(string? message) => Assert.False(GatewayError.TryParse(message, out _));

    [Fact]
    public void GatewayError_InBatch_ReadsBackAsWritten()
    {
        var error = GatewayError.InBatch(GatewayErrorCodes.InvalidField, 255, "kind", "use a-z, 0-9 and _");

        Assert.Equal("invalid_field: [255].kind: use a-z, 0-9 and _", error.ToString());
        Assert.Equal(255, error.Index);
    }

    [Theory]
    [InlineData("2026-11-21T14:03:07.120Z", true)]
    [InlineData("2026-11-21T14:03:07.12Z", false)]
    [InlineData("2026-11-21T14:03:07Z", false)]
    [InlineData("2026-11-21T14:03:07.120+00:00", false)]
    [InlineData("2026-11-21 14:03:07.120Z", false)]
    [InlineData("2026-02-29T14:03:07.120Z", false)]
    [InlineData(" 2026-11-21T14:03:07.120Z", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void WireTime_OnlyTheOneSpelling_IsRead(string? text, bool read)
    {
        Assert.Equal(read, WireTime.TryParse(text, out var time));
        if (read)
            Assert.Equal(text, WireTime.Format(time));
    }

    [Fact]
    public void WireTime_AnotherZone_IsWrittenInUtc() =>
        Assert.Equal("2026-11-21T13:03:07.120Z", WireTime.Format(new DateTimeOffset(2026, 11, 21, 14, 3, 7, 120, TimeSpan.FromHours(1))));

    [Theory]
    [InlineData("key-box", "locked", "closed", true)]
    [InlineData("key-box", "locked", "open", false)]
    [InlineData("key-box", "unlocked", "closed", false)]
    [InlineData("smart-lock", "locked", "closed", true)]
    [InlineData("smart-lock", "locked", "unknown", false)]
    [InlineData("connected-car", "unknown", "closed", false)]
    [InlineData("garage-opener", "unknown", "closed", true)]
    [InlineData("garage-opener", "unknown", "closing", false)]
    [InlineData("doorbell", "locked", "closed", false)]
    public void S01_Secured_IsDefinedPerProfile(string name, string lockWord, string doorWord, bool secured)
    {
        Assert.True(DeviceProfile.TryFind(name, out var profile));

        Assert.Equal(secured, profile.IsSecured(lockWord, doorWord));
    }

    [Fact]
    public void DeviceProfiles_UsualCapabilities_AreWordsOfTheContract()
    {
        Assert.Equal(["key-box", "connected-car", "smart-lock", "doorbell", "garage-opener"], DeviceProfile.All.Select(profile => profile.Name));
        Assert.All(DeviceProfile.All, profile => Assert.Subset(Capabilities.All.ToHashSet(), profile.UsualCapabilities.ToHashSet()));
    }

    [Fact]
    public void S22_EventKinds_BearingState_AreThoseOfTheContract()
    {
        string[] signed =
        [
            "locked", "unlocked", "lock_jammed", "door_opened", "door_closed", "door_ajar", "door_forced_open", "door_opening",
            "door_closing", "door_obstructed", "code_accepted_offline", "tamper", "tamper_cleared",
        ];
        string[] others = ["wrong_code_limit", "battery", "position", "press", "started", "clock_set", "event_dropped", "buffer_overflow"];

        Assert.All(signed, kind => Assert.True(EventKinds.BearsState(kind) && EventKinds.IsKnown(kind)));
        Assert.All(others, kind => Assert.True(!EventKinds.BearsState(kind) && EventKinds.IsKnown(kind)));
        Assert.False(EventKinds.IsKnown("hinge_oiled"));
        Assert.True(EventKinds.IsWellFormed("hinge_oiled_2"));
        Assert.All(["", "Locked", "a b", "ä", new string('a', 65)], word => Assert.False(EventKinds.IsWellFormed(word)));
    }

    private static void AssertJson<T>(string expected, T message)
    {
        var json = JsonSerializer.Serialize(message, GatewayJson.Options);
        Assert.Equal(expected, json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, GatewayJson.Options), GatewayJson.Options));
    }
}
