using System.Diagnostics.CodeAnalysis;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>A message as it was understood, or what is wrong with it.</summary>
internal readonly struct Reading<T>
    where T : class
{
    private Reading(T? value, GatewayError? fault)
    {
        Value = value;
        Fault = fault;
    }

    public T? Value { get; }

    public GatewayError? Fault { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsGood => Fault is null;

    public static implicit operator Reading<T>(T value) => new(value, fault: null);

    public static implicit operator Reading<T>(GatewayError fault) => new(value: null, fault);
}
