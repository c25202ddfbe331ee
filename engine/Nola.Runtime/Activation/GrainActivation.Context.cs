using Nola.Runtime.Timers;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

internal partial class GrainActivation :
    IGrainContext, IGrainRuntimeHolder, ICallChainReentrantGrainContext, IWorkItemScheduler
{
    public IGrainRuntime GrainRuntime => Host.GrainRuntime;

    public GrainReference GrainReference => Host.References.CreateUntyped(_grainId);

    public ActivationId ActivationId
    {
        get
        {
            var extras = Extras;
            lock (extras)
            {
                if (extras.ActivationId.IsDefault) extras.ActivationId = Host.NewActivationId();
                return extras.ActivationId;
            }
        }
    }

    public GrainAddress Address => new()
    {
        GrainId = _grainId,
        ActivationId = ActivationId,
        SiloAddress = Host.SiloAddress,
        MembershipVersion = MembershipVersion.MinValue,
    };

    public IServiceProvider ActivationServices
    {
        get
        {
            if (_extras?.Scope is { } scope) return scope.ServiceProvider;

            var extras = Extras;
            lock (extras)
            {
                extras.Scope ??= CreateScope();
                return extras.Scope.Value.ServiceProvider;
            }
        }
    }

    public IGrainLifecycle ObservableLifecycle => Extras.Lifecycle ??= new ActivationLifecycle();

    IWorkItemScheduler IGrainContext.Scheduler => this;

    public Task Deactivated => Extras.Deactivated.Task;

    public object? GetTarget() => _instance;

    public object? GetComponent(Type componentType)
    {
        ArgumentNullException.ThrowIfNull(componentType);
        if (_extras?.Components is { } components)
        {
            lock (components)
            {
                if (components.TryGetValue(componentType, out var component)) return component;
            }
        }

        if (componentType.IsInstanceOfType(_instance)) return _instance;
        return componentType.IsInstanceOfType(this) ? this : null;
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => SetComponent(typeof(TComponent), value);

    public void SetComponent(Type componentType, object? value)
    {
        var extras = Extras;
        lock (extras)
        {
            extras.Components ??= [];
        }

        lock (extras.Components)
        {
            if (value is null) extras.Components.Remove(componentType);
            else extras.Components[componentType] = value;
        }
    }

    public void ReceiveMessage(object message)
    {
        if (message is not Invocation invocation)
        {
            throw new ArgumentException("An activation takes invocations alone.", nameof(message));
        }

        invocation.Target = this;
        Push(invocation);
    }

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        // The catalog starts an activation when it makes it; there is nothing left to ask for.
    }

    public void Rehydrate(IRehydrationContext context) => Extras.Rehydration = context;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        (Extras.OpenSections ??= []).Add(reentrancyId);
        LookAgain();
    }

    public void OnExitReentrantSection(Guid reentrancyId)
    {
        if (_extras is not { OpenSections: { } sections } extras) return;

        sections.Remove(reentrancyId);
        if (sections.Count == 0) extras.OpenSections = null;
    }

    public void QueueAction(Action action) => Push(CallbackItem.Rent(static a => ((Action)a!)(), action));

    public void QueueAction(Action<object> action, object state) => Push(CallbackItem.Rent(s => action(s!), state));

    public void QueueTask(Task task) => task.Start(Scheduler);

    /// <summary>Leaves the activation alone until the time is over; a negative time ends that.</summary>
    public void DelayDeactivation(TimeSpan time)
    {
        Extras.KeptUntil = time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? int.MaxValue
            : time < TimeSpan.Zero ? int.MinValue
            : Host.Collector.Now + Host.Collector.ToTicks(time);
    }

    /// <summary>Whether the collector may end the activation if it was last used at <paramref name="since"/> or before.</summary>
    public bool IsCollectible(int since) =>
        _phase == ActivationPhase.Valid
        && IsInactive
        && UsedAt <= since
        && (_extras is null || _extras.KeptUntil < Host.Collector.Now);

    public void AddTimer(GrainTimer timer) => (Extras.Timers ??= []).Add(timer);

    public void RemoveTimer(GrainTimer timer) => _extras?.Timers?.Remove(timer);

    private void StopTimers()
    {
        if (_extras?.Timers is not { Count: > 0 } timers) return;

        foreach (var timer in timers.ToArray())
        {
            timer.Dispose();
        }

        timers.Clear();
    }

    private AsyncServiceScope CreateScope()
    {
        var scope = Host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<GrainContextSlot>().Context = this;
        return scope;
    }
}

/// <summary>Makes the activation available to the services of its scope.</summary>
internal sealed class GrainContextSlot
{
    public IGrainContext? Context { get; set; }
}
