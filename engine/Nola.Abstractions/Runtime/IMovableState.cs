namespace Orleans.Runtime;

/// <summary>A state facet that goes along when its activation moves.</summary>
internal interface IMovableState : IGrainMigrationParticipant
{
    /// <summary>Whether the state came from another activation, so that it must not be read from storage.</summary>
    bool IsRehydrated { get; }
}
