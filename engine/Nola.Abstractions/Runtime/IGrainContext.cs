using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>An activation, as the runtime and its extensions see it.</summary>
public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's id.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, or null before it was created.</summary>
    object? GrainInstance { get; }

    /// <summary>The activation's id.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Where the activation lives.</summary>
    GrainAddress Address { get; }

    /// <summary>The services of the activation's scope.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>The activation's lifecycle.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Runs work on the activation's turns.</summary>
    IWorkItemScheduler Scheduler { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>Adds, replaces or removes a component.</summary>
    void SetComponent<TComponent>(TComponent? value)
        where TComponent : class;

    /// <summary>Takes a message for the activation.</summary>
    void ReceiveMessage(object message);

    /// <summary>Starts the activation.</summary>
    void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);

    /// <summary>Deactivates as soon as running requests are done.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    /// <summary>Takes the state of an activation that migrates here.</summary>
    void Rehydrate(IRehydrationContext context);

    /// <summary>Moves the activation to another silo as soon as running requests are done.</summary>
    void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);
}
