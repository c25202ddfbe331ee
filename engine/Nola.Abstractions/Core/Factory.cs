namespace Orleans;

/// <summary>Makes something.</summary>
public delegate TInstance Factory<out TInstance>();

/// <summary>Makes something of a parameter.</summary>
public delegate TInstance Factory<in TParam1, out TInstance>(TParam1 param1);

/// <summary>Makes something of two parameters.</summary>
public delegate TInstance Factory<in TParam1, in TParam2, out TInstance>(TParam1 param1, TParam2 param2);

/// <summary>Makes something of three parameters.</summary>
public delegate TInstance Factory<in TParam1, in TParam2, in TParam3, out TInstance>(
    TParam1 param1, TParam2 param2, TParam3 param3);
