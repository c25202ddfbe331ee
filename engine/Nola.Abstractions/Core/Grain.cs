using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of grain classes.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    // One field, because every idle activation pays for it: the context, or where a runtime was given, both.
    // Null in grains that a test constructs without either: they work as long as they ask nothing of a silo.
    private readonly object? _host;

    /// <summary>A grain of the activation that is being created on this thread.</summary>
    protected Grain() => _host = RuntimeContext.Current;

    /// <summary>A grain with its context and optionally its runtime, for tests.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        _host = grainRuntime is null ? grainContext : new Binding(grainContext, grainRuntime);
    }

    /// <inheritdoc/>
    public IGrainContext GrainContext =>
        _host is Binding binding ? binding.Context : Unsafe.As<IGrainContext>(_host)!;

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The text form of the grain's id.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The silo's name for people.</summary>
    public string RuntimeIdentity => Runtime.SiloIdentity;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Runtime.GrainFactory;

    /// <summary>The services of the activation.</summary>
    protected internal IServiceProvider ServiceProvider =>
        _host is Binding binding ? binding.Runtime.ServiceProvider : GrainContext.ActivationServices;

    internal IGrainRuntime Runtime => _host switch
    {
        Binding binding => binding.Runtime,
        IGrainRuntimeHolder holder => holder.GrainRuntime,
        _ => GrainContext.ActivationServices.GetRequiredService<IGrainRuntime>(),
    };

    /// <summary>Called before the first request. An exception fails the waiting requests.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the last request; not after a crash.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Starts a timer whose ticks interleave with requests.</summary>
    [Obsolete("Use RegisterGrainTimer with Interleave = true.")]
    protected IDisposable RegisterTimer(
        Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Runtime.TimerRegistry.RegisterTimer(GrainContext, callback, state, dueTime, period);
    }

    /// <summary>Deactivates this activation as soon as running requests are done.</summary>
    protected void DeactivateOnIdle() => Runtime.DeactivateOnIdle(GrainContext);

    /// <summary>Moves this activation to another silo as soon as running requests are done.</summary>
    protected void MigrateOnIdle() => GrainContext.Migrate(RequestContext.Snapshot);

    /// <summary>Keeps this activation from being collected for a time; a negative time takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Runtime.DelayDeactivation(GrainContext, timeSpan);

    private sealed record Binding(IGrainContext Context, IGrainRuntime Runtime);
}

/// <summary>The base of grain classes with one state, which is read before the grain activates.</summary>
public class Grain<TGrainState> : Grain, ILifecycleParticipant<IGrainLifecycle>
{
    private IStorage<TGrainState>? _storage;

    /// <summary>A grain whose state is in the storage that its class names.</summary>
    protected Grain()
    {
    }

    /// <summary>A grain over a given storage, for tests.</summary>
    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    /// <summary>The state in memory.</summary>
    protected TGrainState State
    {
        get => Storage.State;
        set => Storage.State = value;
    }

    private IStorage<TGrainState> Storage =>
        _storage ?? throw new InvalidOperationException("The grain's state is set up while it activates.");

    void ILifecycleParticipant<IGrainLifecycle>.Participate(IGrainLifecycle lifecycle)
    {
        if (_storage is not null) return;

        lifecycle.Subscribe(
            GetType().FullName ?? GetType().Name, GrainLifecycleStage.SetupState, new StateStage(this));
    }

    /// <summary>Removes the stored state and resets the one in memory.</summary>
    protected virtual Task ClearStateAsync() => Storage.ClearStateAsync();

    /// <summary>Writes the state.</summary>
    protected virtual Task WriteStateAsync() => Storage.WriteStateAsync();

    /// <summary>Reads the state, in place of the one in memory.</summary>
    protected virtual Task ReadStateAsync() => Storage.ReadStateAsync();

    /// <summary>Sets the state up: what the previous activation handed over, else what is stored.</summary>
    private sealed class StateStage(Grain<TGrainState> grain) : ILifecycleObserver, IMovableState
    {
        public bool IsRehydrated => grain._storage is IMovableState { IsRehydrated: true };

        public Task OnStart(CancellationToken cancellationToken = default)
        {
            if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);

            grain._storage ??= grain.Runtime.GetStorage<TGrainState>(grain.GrainContext);
            return IsRehydrated ? Task.CompletedTask : grain.ReadStateAsync();
        }

        public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public void OnDehydrate(IDehydrationContext dehydrationContext) =>
            (grain._storage as IMovableState)?.OnDehydrate(dehydrationContext);

        public void OnRehydrate(IRehydrationContext rehydrationContext)
        {
            grain._storage = grain.Runtime.GetStorage<TGrainState>(grain.GrainContext);
            (grain._storage as IMovableState)?.OnRehydrate(rehydrationContext);
        }
    }
}
