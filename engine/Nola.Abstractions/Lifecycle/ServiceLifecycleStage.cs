namespace Orleans;

/// <summary>The stages of silo and client.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before everything.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime is set up.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>The runtime's services start.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>The runtime's storage starts.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Services that need grains start.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>After <see cref="RuntimeGrainServices"/>.</summary>
    public const int AfterRuntimeGrainServices = 8100;

    /// <summary>The application's services start.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>The silo checks that it reaches the cluster.</summary>
    public const int ValidateInitialConnectivity = 19900;

    /// <summary>The directory is handed over on the way down.</summary>
    public const int GrainDirectoryShutdown = 19997;

    /// <summary>Activations are deactivated on the way down.</summary>
    public const int GrainDeactivation = 19998;

    /// <summary>The silo becomes active.</summary>
    public const int BecomeActive = 19999;

    /// <summary>The silo is active.</summary>
    public const int Active = 20000;

    /// <summary>After everything.</summary>
    public const int Last = int.MaxValue;
}
