namespace Orleans.Configuration;

/// <summary>Placement by the number of activations.</summary>
public class ActivationCountBasedPlacementOptions
{
    /// <summary>The default of <see cref="ChooseOutOf"/>.</summary>
    public const int DEFAULT_ACTIVATION_COUNT_PLACEMENT_CHOOSE_OUT_OF = 2;

    /// <summary>How many silos are drawn by lot, of which the least loaded one is chosen.</summary>
    /// <value>Default: 2.</value>
    public int ChooseOutOf { get; set; } = DEFAULT_ACTIVATION_COUNT_PLACEMENT_CHOOSE_OUT_OF;
}
