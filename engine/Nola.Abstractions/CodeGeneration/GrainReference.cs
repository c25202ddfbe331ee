namespace Orleans.Runtime;

/// <summary>The base of generated proxies: names a grain and turns interface calls into requests.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>
{
    private readonly GrainReferenceShared _shared;
    private readonly IdSpan _key;

    /// <summary>Creates a reference. Called by generated code and the reference activator.</summary>
    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        _shared = shared;
        _key = key;
    }

    /// <summary>The grain.</summary>
    public GrainId GrainId => new(_shared.GrainType, _key);

    /// <summary>The interface through which the grain is called.</summary>
    public GrainInterfaceType InterfaceType => _shared.InterfaceType;

    /// <summary>The version of the interface.</summary>
    public ushort InterfaceVersion => _shared.InterfaceVersion;

    /// <summary>The interface's name.</summary>
    public virtual string InterfaceName => InterfaceType.ToString();

    /// <summary>What requests of an application's own are sent through. For generated code.</summary>
    protected static IGrainReferenceRuntime Calls => ReferenceCalls.Instance;

    internal GrainReferenceShared Shared => _shared;

    /// <summary>
    /// The activation that served the last call if it lives in this process, else null. Written and validated by the
    /// runtime alone; a stale value is harmless because an activation refuses calls once it is no longer valid.
    /// </summary>
    internal object? LocalActivation { get; set; }

    /// <summary>The same grain through another interface.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable =>
        (TGrainInterface)_shared.Runtime.Cast(this, typeof(TGrainInterface));

    /// <summary>A hash that is the same on every silo.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <inheritdoc />
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc />
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    /// <summary>Whether both name the same grain.</summary>
    public static bool operator ==(GrainReference? left, GrainReference? right) => left?.Equals(right) ?? right is null;

    /// <summary>Whether the two name different grains.</summary>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    /// <summary>Calls a method that returns <see cref="Task"/>. Generated proxies call this and the five below.</summary>
    protected Task InvokeAsync(TaskRequest request) => _shared.Runtime.Invoke(this, request);

    /// <summary>Calls a method that returns <see cref="Task{TResult}"/>.</summary>
    protected Task<TResult> InvokeAsync<TResult>(TaskRequest<TResult> request) => _shared.Runtime.Invoke(this, request);

    /// <summary>Calls a method that returns <see cref="ValueTask"/>.</summary>
    protected ValueTask InvokeAsync(ValueTaskRequest request) => _shared.Runtime.Invoke(this, request);

    /// <summary>Calls a method that returns <see cref="ValueTask{TResult}"/>.</summary>
    protected ValueTask<TResult> InvokeAsync<TResult>(ValueTaskRequest<TResult> request) =>
        _shared.Runtime.Invoke(this, request);

    /// <summary>Sends a call that has no response.</summary>
    protected void Invoke(VoidRequest request) => _shared.Runtime.Invoke(this, request);

    /// <summary>Starts an enumeration.</summary>
    protected IAsyncEnumerable<T> InvokeAsync<T>(AsyncEnumerableRequest<T> request) =>
        _shared.Runtime.Invoke(this, request);
}

/// <summary>What all references to grains of one type through one interface share.</summary>
public sealed class GrainReferenceShared
{
    internal GrainReferenceShared(
        GrainType grainType,
        GrainInterfaceType interfaceType,
        ushort interfaceVersion,
        GrainReferenceRuntime runtime)
    {
        GrainType = grainType;
        InterfaceType = interfaceType;
        InterfaceVersion = interfaceVersion;
        Runtime = runtime;
    }

    /// <summary>The grain type.</summary>
    public GrainType GrainType { get; }

    /// <summary>The interface.</summary>
    public GrainInterfaceType InterfaceType { get; }

    /// <summary>The version of the interface.</summary>
    public ushort InterfaceVersion { get; }

    internal GrainReferenceRuntime Runtime { get; }
}

/// <summary>What a silo or client does with the calls of its references. One per host.</summary>
internal abstract class GrainReferenceRuntime
{
    public abstract Task Invoke(GrainReference target, TaskRequest request);

    public abstract Task<TResult> Invoke<TResult>(GrainReference target, TaskRequest<TResult> request);

    public abstract ValueTask Invoke(GrainReference target, ValueTaskRequest request);

    public abstract ValueTask<TResult> Invoke<TResult>(GrainReference target, ValueTaskRequest<TResult> request);

    public abstract void Invoke(GrainReference target, VoidRequest request);

    public abstract IAsyncEnumerable<T> Invoke<T>(GrainReference target, AsyncEnumerableRequest<T> request);

    /// <summary>A task of <see cref="object"/>, or one that has no result where the call is one-way.</summary>
    public abstract Task InvokeCustom(GrainReference target, RequestBase request);

    public abstract object Cast(GrainReference reference, Type interfaceType);
}
