using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Who may call which grain method (docs/adr/0002-who-may-call-a-grain.md).</summary>
internal sealed class CallRules(IOptions<GrainCallOptions> options)
{
    private const Callers Cluster = Callers.Grains | Callers.Silo;

    /// <summary>Interfaces of layers that do not know the shop and cannot carry its attribute.</summary>
    private static readonly FrozenDictionary<Type, Callers> Foreign = new Dictionary<Type, Callers>
    {
        [typeof(IWakeable)] = Cluster,
    }.ToFrozenDictionary();

    private readonly ISet<string> _open = options.Value.RuntimeInterfacesOpenToClients;

    // Keyed by the request's generated type, of which there is one per method; filled on the first call.
    private readonly ConcurrentDictionary<Type, Callers> _byRequest = new();

    /// <summary>The callers allowed for this request.</summary>
    public Callers Of(IInvokable request) =>
        _byRequest.TryGetValue(request.GetType(), out var callers) ? callers : Learn(request);

    /// <summary>The callers allowed for the method; null if none are declared.</summary>
    public static Callers? Find(Type grainInterface, MethodInfo method) =>
        Foreign.TryGetValue(grainInterface, out var foreign)
            ? foreign
            : (method.GetCustomAttribute<CallableByAttribute>() ??
               grainInterface.GetCustomAttribute<CallableByAttribute>())?.Callers;

    /// <summary>The methods of the interfaces that declare no callers.</summary>
    public static IEnumerable<string> FindMissing(IEnumerable<Type> interfaces) =>
        from type in interfaces
        where typeof(IAddressable).IsAssignableFrom(type) && !IsOfRuntime(type)
        from method in type.GetMethods()
        where Find(type, method) is null
        select $"{type.FullName}.{method.Name}";

    private static bool IsOfRuntime(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Orleans.", StringComparison.Ordinal);

    private Callers Learn(IInvokable request)
    {
        var type = request.GetInterfaceType();
        var callers = IsOfRuntime(type)
            ? Cluster | (_open.Contains(type.FullName!) ? Callers.Api : Callers.None)
            : Find(type, request.GetMethod()) ?? Callers.None;
        return _byRequest.GetOrAdd(request.GetType(), callers);
    }
}
